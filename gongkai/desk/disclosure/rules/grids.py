"""A workbook's sheets as grids of text with merged cells filled, bounded in size. Pure."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.sheets import sheets

MAX_FILE = 5_000_000  # bytes; a real report has fifteen thousand
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
    """The sheets of a workbook, read here: for files of our own. Raises Unreadable, in words."""
    must_fit(content)
    try:
        return understood(sheets(content))
    except Refused as refused:
        raise Unreadable(str(refused)) from refused


def must_fit(content: bytes) -> None:
    if len(content) > MAX_FILE:
        raise Unreadable(f"文件超过 {MAX_FILE // 1_000_000} MB，不像年度报告的表格，请核对文件")


def understood(read: list[Any]) -> list[Grid]:
    """What ``sheets`` told, also from a child that a stranger's file may have taken over: nothing but texts
    and places is believed."""
    try:
        return [_grid(*sheet) for sheet in read]
    except (TypeError, ValueError) as broken:
        raise Unreadable("文件读不出来，可能已损坏；请用表格软件另存为 XLSX 后再试") from broken


def _grid(name: Any, rows: Any, uncomputed: Any, spread: Any) -> Grid:
    texts = [[str(text) for text in row] for row in rows]
    wide = max(map(len, texts), default=0)
    texts = [row + [""] * (wide - len(row)) for row in texts]
    return Grid(
        str(name),
        texts,
        [[plain(text) for text in row] for row in texts],
        {(int(row), int(column)) for row, column in uncomputed},
        {(int(row), int(column)): (int(top), int(left)) for row, column, top, left in spread},
    )
