"""Workbooks that are read as tables: opened within bounds, cells as text, merged cells filled. Pure.

What is converted for people goes through ``conversion``; here a program wants the cells.
"""

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from . import Refused

OLD = b"\xd0\xcf\x11\xe0"  # XLS, and every encrypted workbook
BROKEN = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError)
Places = dict[tuple[int, int], tuple[int, int]]


def opened(content: bytes, most: int, *, values: bool = True) -> Workbook:
    """The workbook, with the stored results of its formulas or, without ``values``, the formulas.

    ``most`` is how many bytes it may unpack to. Raises Refused, in words.
    """
    if content[:4] == OLD:
        raise Refused("这是旧格式或加密的工作簿（XLS），请去掉密码并另存为 XLSX 后再试")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        book = load_workbook(io.BytesIO(content), data_only=values) if size <= most else None
    except BROKEN as broken:
        raise Refused(
            f"打不开：不是有效的 XLSX 工作簿，可能已损坏，请用表格软件另存为 XLSX（{type(broken).__name__}）"
        ) from broken
    if book is None:
        raise Refused("工作簿解开后过大，请删去多余的工作表和图片后再试")
    return book


def filled(sheet: Worksheet, most_rows: int, most_columns: int) -> tuple[list[list[str]], Places]:
    """The cells of a sheet as trimmed text, merged ones filled from their first; and where a filled place
    (from 0) got it from."""
    wide, long = min(sheet.max_column, most_columns), min(sheet.max_row, most_rows)
    rows = [
        ["" if value is None else str(value).strip() for value in row]
        for row in sheet.iter_rows(max_row=long, max_col=wide, values_only=True)
    ]
    spread: Places = {}
    for merged in list(sheet.merged_cells.ranges)[:most_rows]:
        top, left = merged.min_row - 1, merged.min_col - 1
        if top >= len(rows) or left >= wide:
            continue
        for row in range(top, min(merged.max_row, len(rows))):
            for column in range(left, min(merged.max_col, wide)):
                rows[row][column] = rows[top][left]
                spread[row, column] = (top, left)
    return rows, spread
