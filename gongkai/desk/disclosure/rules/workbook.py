"""The tables of a report as a workbook, laid out as printed, and as CSV for programs. Pure: bytes out."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .identities import Tables
from .report_form import TABLE_SECTIONS, Printed, table
from .tables import BY_KEY, MONEY_CELL, Cell

FIRST = 3  # the row of a sheet on which a table begins, under the report's title and the section's
WIDTHS = {2: (28, 18, 18, 18), 3: (9, 16, 44, *[12] * 7), 4: (11,) * 15}
HEAD = ("表", "行", "列", "单元格", "名称", "数量")
THIN = Side(style="thin", color="000000")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FORMULA = ("=", "+", "-", "@")


def as_workbook(tables: Tables, title: str) -> bytes:
    """One sheet a table, named as the section, headings merged as printed, numbers as numbers."""
    book = Workbook()
    book.remove(book.active)
    for number, section in TABLE_SECTIONS.items():
        sheet = book.create_sheet(section)
        _write(sheet, number, tables, title if not title.startswith(FORMULA) else f"'{title}")
    book.properties.title, book.properties.creator = title, ""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, number: int, tables: Tables, title: str) -> None:
    printed = table(number)
    width = max(one.column + one.columns for one in printed)
    for row, words in enumerate((title, sheet.title), start=1):
        sheet.cell(row, 1, words).font = Font(bold=True, size=14 if row == 1 else 12)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    for one in printed:
        _place(sheet, one, tables)
    for place, wide in enumerate(WIDTHS[number], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _place(sheet: Worksheet, one: Printed, tables: Tables) -> None:
    top, left = one.row + FIRST, one.column + 1
    cell = sheet.cell(top, left)
    if one.cell is None:
        cell.value, cell.font = one.text, Font(bold=True)
    else:
        cell.value = tables.get(one.cell, 0)
        cell.number_format = "0.00" if one.cell == MONEY_CELL else "0"
    cell.alignment = Alignment(
        horizontal="left" if one.detail else "center",
        vertical="center",
        wrap_text=True,
    )
    for row in range(top, top + one.rows):
        for column in range(left, left + one.columns):
            sheet.cell(row, column).border = FRAME
    if one.rows > 1 or one.columns > 1:
        sheet.merge_cells(
            start_row=top, start_column=left, end_row=top + one.rows - 1, end_column=left + one.columns - 1
        )


def address(cell: Cell) -> str:
    """Where a cell stands on its sheet: D6."""
    one = next(one for one in table(cell.table) if one.cell == cell)
    return f"{get_column_letter(one.column + 1)}{one.row + FIRST}"


def as_csv(tables: Tables) -> bytes:
    """One line a number, with the code and the printed name of its cell; UTF-8, marked for spreadsheets."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for key, cell in BY_KEY.items():
        writer.writerow((cell.table, cell.row, cell.column, key, cell.name, tables.get(cell, 0)))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def records(tables: Tables) -> list[dict[str, object]]:
    """The same for JSON: money as a decimal number in 万元."""
    return [
        {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "name": cell.name,
            "value": float(value) if not isinstance(value := tables.get(cell, 0), int) else value,
        }
        for cell in BY_KEY.values()
    ]
