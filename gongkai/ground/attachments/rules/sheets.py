"""All sheets of a workbook as plain lists of texts, which a confined child can hand to its parent. Pure.

A sheet is (name, rows, places of formulas without a stored result, filled places with where each begins).
"""

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from . import tables

MAX_UNPACKED = 50_000_000  # bytes
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 500, 80, 30
MAX_TEXT = 300  # characters of a cell: who wants a number or a heading needs no more


def sheets(content: bytes) -> list[Any]:
    """Raises Refused, in words, when it is no workbook that can be read."""
    values, formulas = (tables.opened(content, MAX_UNPACKED, values=kind) for kind in (True, False))
    return [_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets[:MAX_SHEETS]]


def _sheet(sheet: Worksheet, formulas: Worksheet) -> list[Any]:
    rows, spread = tables.filled(sheet, MAX_ROWS, MAX_COLUMNS)
    uncomputed = [
        [cell.row - 1, cell.column - 1]
        for row in formulas.iter_rows(max_row=len(rows), max_col=min(sheet.max_column, MAX_COLUMNS))
        for cell in row
        if cell.data_type == "f" and not rows[cell.row - 1][cell.column - 1]
    ]
    texts = [[text[:MAX_TEXT] for text in row] for row in rows]
    return [str(sheet.title), texts, uncomputed, [[*at, *first] for at, first in spread.items()]]
