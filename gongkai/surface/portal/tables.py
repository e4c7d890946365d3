"""Tables of a body: a first row of headings becomes the table's head, and which tables need room.

The stored HTML stays as it is; this is computed at each rendering. Only outermost tables without tables
inside are looked at: whatever else there is stays untouched.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

TABLE = re.compile(r"<table\b[^>]*>(?:(?!<table\b).)*?</table>", re.S | re.I)
ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.S | re.I)
CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.S | re.I)
TAG = re.compile(r"<[^>]*>")
BOLD = re.compile(r"<(b|strong)\b[^>]*>.*?</\1>", re.S | re.I)
SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,3})", re.I)
PADDING = 1.4  # em that a cell's frame takes
WRAPS = 9.0  # em at which a column's text may be wrapped without harm
NUMBER = re.compile(r"-?\d[\d,.]*%?|[-—/]?")  # or the sign of none
BRIEF = 12  # rows of a table that print does not break
ROOM, PHONE = 42.0, 20.0  # em that a table has beside the side column, and on a phone


@dataclass(frozen=True, slots=True)
class Cell:
    heads: bool
    width: float
    columns: int
    rows: int


def headed(html: str) -> str:
    """The body with ``thead`` around the heading rows of its tables, so that print repeats them."""
    return TABLE.sub(lambda found: with_head(found[0]), html)


def with_head(table: str) -> str:
    first = ROW.search(table)
    if first is None or re.search(r"<thead\b", table, re.I):
        return table
    cells = read(first[1])
    if len(cells) < 2 or not all(cell.heads for cell in cells):
        return table
    rows = list(ROW.finditer(table))[: max(cell.rows for cell in cells)]
    end = rows[-1].end()
    before, head = table[: first.start()], table[first.start() : end]
    if len(ROW.findall(table)) == len(rows) or re.search(r"</?tbody\b", head, re.I):
        return table
    bodies = list(re.finditer(r"<tbody\b[^>]*>", before, re.I))
    opening = bodies[-1][0] if bodies else ""
    before = before[: bodies[-1].start()] + before[bodies[-1].end() :] if bodies else before
    return f"{before}<thead>{CELL.sub(as_heading, head)}</thead>{opening}{table[end:]}"


def as_heading(cell: re.Match[str]) -> str:
    return f"<th{cell[2]}>{cell[3]}</th>"


def read(row: str) -> list[Cell]:
    """The cells of a row."""
    return [cell(found) for found in CELL.finditer(row)]


def cell(found: re.Match[str]) -> Cell:
    spans = {name.lower(): max(1, int(n)) for name, n in SPAN.findall(found[2])}
    text = plain(found[3])
    bold = bool(text) and not plain(BOLD.sub("", found[3]))
    return Cell(
        found[1].lower() == "th" or bold, ems(text), min(spans.get("col", 1), 40), min(spans.get("row", 1), 4)
    )


def plain(html: str) -> str:
    return unescape(TAG.sub("", html)).strip(" \t\r\n\u3000\xa0")


def ems(text: str) -> float:
    """How wide a text is when it stands in one line."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in text)


def need(table: str) -> float:
    """The em that a table takes before its columns become too narrow to read."""
    widest: list[float] = []
    for row in ROW.finditer(table):
        at = 0
        for one in read(row[1]):
            share = min(one.width / one.columns, WRAPS)
            widest += [0.0] * (at + one.columns - len(widest))
            for place in range(at, at + one.columns):
                widest[place] = max(widest[place], share)
            at += one.columns
    return sum(max(width, 2.0) + PADDING for width in widest)


def wide(html: str) -> bool:
    """Whether a table of the body does not fit beside the side column."""
    return any(need(found[0]) > ROOM for found in TABLE.finditer(html))


def size(table: str) -> str:
    """Classes of a table: moved sideways on a phone, needs the whole page, counts, is broken by print."""
    em, long = need(table), len(ROW.findall(table)) > BRIEF
    known = {"slides": em > PHONE, "broad": em > ROOM, "counts": counts(table), "long": long}
    return "".join(f" {name}" for name, fits in known.items() if fits)


def counts(table: str) -> bool:
    """Whether all that is no heading in the table is a number."""
    cells = [plain(found[3]) for found in CELL.finditer(table) if found[1].lower() == "td"]
    return bool(cells) and all(NUMBER.fullmatch(text) for text in cells)
