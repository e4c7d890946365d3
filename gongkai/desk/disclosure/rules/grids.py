"""A workbook's sheets as grids of text with merged cells filled, bounded in size. Pure."""

import unicodedata
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.ground.attachments.rules import Refused, tables

MAX_FILE, MAX_UNPACKED = 5_000_000, 50_000_000  # bytes; a real report has fifteen thousand
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 500, 80, 30
KEPT = str.maketrans("", "", " \t\r\n\u3000\xa0、，。,.:;'\"“”‘’()[]{}《》<>…·-—_/")


class Unreadable(ValueError):
    """The file is no workbook that can be read; the message says why and what to do."""


@dataclass(slots=True)
class Grid:
    """A sheet: ``rows`` of trimmed text, ``plain`` the same as compared; ``uncomputed`` are places (from 0)
    of formulas whose result is not stored; ``spread`` leads from a filled place to where its cell begins."""

    name: str
    rows: list[list[str]]
    plain: list[list[str]]
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    spread: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """The place as a spreadsheet calls it: D6."""
        row, column = self.spread.get((row, column), (row, column))
        return f"{get_column_letter(column + 1)}{row + 1}"


def plain(text: str) -> str:
    """A text as compared: full-width signs folded, no white space, no punctuation."""
    return unicodedata.normalize("NFKC", text).translate(KEPT)


def grids(content: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises Unreadable, in words."""
    if len(content) > MAX_FILE:
        raise Unreadable(f"文件超过 {MAX_FILE // 1_000_000} MB，不像年度报告的表格，请核对文件")
    try:
        values, formulas = (tables.opened(content, MAX_UNPACKED, values=kind) for kind in (True, False))
    except Refused as refused:
        raise Unreadable(str(refused)) from refused
    return [_grid(sheet, formulas[sheet.title]) for sheet in values.worksheets[:MAX_SHEETS]]


def _grid(sheet: Worksheet, formulas: Worksheet) -> Grid:
    rows, spread = tables.filled(sheet, MAX_ROWS, MAX_COLUMNS)
    uncomputed = {
        (cell.row - 1, cell.column - 1)
        for row in formulas.iter_rows(max_row=len(rows), max_col=min(sheet.max_column, MAX_COLUMNS))
        for cell in row
        if cell.data_type == "f" and not rows[cell.row - 1][cell.column - 1]
    }
    return Grid(str(sheet.title), rows, [[plain(text) for text in row] for row in rows], uncomputed, spread)
