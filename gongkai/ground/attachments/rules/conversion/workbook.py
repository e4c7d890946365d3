"""Excel workbooks, those that WPS saved among them, as HTML: each visible sheet a heading and a table.

Values stand as shown. Hidden sheets, rows and columns are left out, whether hidden by command, by
a filter, by grouping or by a width of nought. Pure: no Django, no clock, no I/O.
"""

import warnings
from html import escape
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.datetime import from_excel

from .. import Refused, archives
from . import tables
from .number_formats import shown
from .text import MAX_CELLS, TOO_LARGE

MOST_BYTES = 80 * 1024 * 1024  # of unpacked sheets; openpyxl needs some twenty times as much memory
MOST_HEADS = 4  # frozen or repeated rows that can be headings
# Built-in formats that Chinese Excel knows and the library does not (ECMA-376 part 1, 18.8.30, zh-cn).
DAY, MONTH, FULL = 'm"月"d"日"', 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"'
CLOCK, SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
MORNING, SHARP = f"上午/下午{CLOCK}", f"上午/下午{SECONDS}"
CHINESE = (
    dict.fromkeys((27, 36, 50, 52, 57), MONTH)
    | dict.fromkeys((28, 29, 51, 53, 54, 58), DAY)
    | {30: "m-d-yy", 31: FULL, 32: CLOCK, 33: SECONDS, 34: MORNING, 35: SHARP, 55: MORNING, 56: SHARP}
)


def to_html(data: bytes) -> str:
    """Every visible sheet that holds something. The name of a single sheet says nothing and is left out."""
    archive = archives.examine(data)
    if sum(part.file_size for part in archive.infolist() if "worksheets/" in part.filename) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions that are not read here
        try:
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as broken:
            raise Refused(archives.CORRUPT) from broken
    written = []
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        cells += sheet.max_row * sheet.max_column
        if cells > MAX_CELLS:
            raise Refused(TOO_LARGE)
        if table := tables.write(*read(sheet, book.epoch)):
            written.append((sheet.title, table))
    if len(written) == 1:
        return written[0][1]
    return "".join(f"<h2>{escape(title, quote=False)}</h2>{table}" for title, table in written)


def read(sheet: Any, epoch: Any) -> tuple[list[list[tables.Cell]], int]:
    """The rows as they are seen, and how many at the top are kept in sight when one scrolls or prints."""
    rows = [n for n in range(1, sheet.max_row + 1) if not hidden_row(sheet, n)]
    unseen = hidden_columns(sheet)
    columns = [n for n in range(1, sheet.max_column + 1) if n not in unseen]
    spans = spanning(sheet, rows, columns)
    grid = []
    for row in rows:
        cells = []
        for column in columns:
            deep, broad, source = spans.get((row, column), (1, 1, (row, column)))
            if deep:
                cell = sheet.cell(*source)
                cells.append(tables.Cell(seen(cell, epoch), broad, deep, bool(cell.font and cell.font.b)))
        grid.append(cells)
    return trimmed(grid), frozen(sheet, rows)


def hidden_row(sheet: Any, row: int) -> bool:
    known = sheet.row_dimensions.get(row)
    return known is not None and bool(known.hidden or known.height == 0)


def hidden_columns(sheet: Any) -> set[int]:
    """A dimension may stand for several columns."""
    found: set[int] = set()
    for known in sheet.column_dimensions.values():
        if known.hidden or known.width == 0:
            first = known.min or openpyxl.utils.column_index_from_string(known.index)
            found.update(range(first, min(known.max or first, sheet.max_column) + 1))
    return found


def spanning(
    sheet: Any, rows: list[int], columns: list[int]
) -> dict[tuple[int, int], tuple[int, int, tuple[int, int]]]:
    """For cells of a merged range: how far the first seen one reaches, (0, 0) for the others."""
    found: dict[tuple[int, int], tuple[int, int, tuple[int, int]]] = {}
    for area in sheet.merged_cells.ranges:
        across = [n for n in columns if area.min_col <= n <= area.max_col]
        down = [n for n in rows if area.min_row <= n <= area.max_row]
        source = (area.min_row, area.min_col)
        for row in down:
            for column in across:
                first = row == down[0] and column == across[0]
                found[row, column] = (len(down), len(across), source) if first else (0, 0, source)
    return found


def seen(cell: Any, epoch: Any) -> str:
    """A cell's value in its format."""
    value, code = cell.value, cell.number_format
    own = CHINESE.get(cell._style.numFmtId)  # the number itself: the library knows no text for these
    if own is not None:
        code = own
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = from_excel(value, epoch)
    return shown(value, code).replace("\r\n", "\n").replace("_x000D_", "").strip()


def frozen(sheet: Any, rows: list[int]) -> int:
    """Rows at the top that stay in sight, or that are printed again on each page; 0 when none are."""
    last = 0
    if sheet.freeze_panes:
        last = sheet[sheet.freeze_panes].row - 1
    if sheet.print_title_rows:
        last = max(last, max(int(part) for part in sheet.print_title_rows.replace("$", "").split(":")))
    top = sum(row <= last for row in rows)
    return top if top <= MOST_HEADS else 0


def trimmed(grid: list[list[tables.Cell]]) -> list[list[tables.Cell]]:
    """Without empty rows at the end and empty columns at the right, which only carry formats."""
    while grid and not any(cell.text for cell in grid[-1]):
        grid.pop()
    while grid and all(len(row) > 1 and row[-1] == tables.Cell(bold=row[-1].bold) for row in grid):
        grid = [row[:-1] for row in grid]
    return grid
