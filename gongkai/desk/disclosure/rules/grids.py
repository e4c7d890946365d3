"""A workbook's sheets as grids of text with merged cells filled, bounded in size. Pure."""

import io
import unicodedata
import zipfile
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

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
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable("这是旧格式或加密的工作簿（XLS），请去掉密码并另存为 XLSX 后再试")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
                raise Unreadable("工作簿解开后过大，请删去多余的工作表和图片后再试")
        values = load_workbook(io.BytesIO(content), data_only=True)
        written = load_workbook(io.BytesIO(content), data_only=False)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError) as broken:
        raise Unreadable(
            f"不是有效的 XLSX 工作簿，可能已损坏，请用表格软件另存为 XLSX（{type(broken).__name__}）"
        ) from broken
    return [_grid(sheet, written[sheet.title]) for sheet in values.worksheets[:MAX_SHEETS]]


def _grid(sheet: Worksheet, written: Worksheet) -> Grid:
    wide, long = min(sheet.max_column, MAX_COLUMNS), min(sheet.max_row, MAX_ROWS)
    rows = [
        ["" if value is None else str(value).strip() for value in row]
        for row in sheet.iter_rows(max_row=long, max_col=wide, values_only=True)
    ]
    uncomputed = {
        (cell.row - 1, cell.column - 1)
        for row in written.iter_rows(max_row=long, max_col=wide)
        for cell in row
        if cell.data_type == "f" and not rows[cell.row - 1][cell.column - 1]
    }
    spread = {}
    for merged in list(sheet.merged_cells.ranges):
        top, left = merged.min_row - 1, merged.min_col - 1
        if top >= len(rows) or left >= wide:
            continue
        for row in range(top, min(merged.max_row, len(rows))):
            for column in range(left, min(merged.max_col, wide)):
                rows[row][column] = rows[top][left]
                spread[row, column] = (top, left)
    return Grid(str(sheet.title), rows, [[plain(text) for text in row] for row in rows], uncomputed, spread)
