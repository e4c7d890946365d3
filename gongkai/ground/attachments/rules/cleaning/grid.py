"""Rows and columns taken out of a sheet, and where everything that names a cell then points. Arithmetic."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from gongkai.ground.attachments.rules.hidden.sheets import letters_of, number_of

_REF = re.compile(r"\$?([A-Z]{1,3})?\$?(\d{1,7})?")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Grid:
    """What is taken out: row numbers in order, and column numbers in order, both from 1."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def row(self, number: int) -> int | None:
        """Where a row stands afterwards; None when it is gone."""
        return _moved(self.rows, number)

    def column(self, number: int) -> int | None:
        return _moved(self.columns, number)

    def cell(self, reference: str) -> str | None:
        """``C7`` as it is called afterwards."""
        found = _REF.fullmatch(reference)
        if not found or not (found[1] and found[2]):
            return None
        column, row = self.column(number_of(found[1])), self.row(int(found[2]))
        return f"{letters_of(column)}{row}" if column and row else None

    def area(self, reference: str) -> str | None:
        """``A1:C7`` afterwards: what is left of it; None when nothing is."""
        first, _, last = reference.partition(":")
        begin, end = _REF.fullmatch(first), _REF.fullmatch(last or first)
        if not begin or not end:
            return None
        columns = _left(
            self.columns, number_of(begin[1] or "A"), number_of(end[1]) if end[1] else LAST_COLUMN
        )
        rows = _left(self.rows, int(begin[2] or 1), int(end[2] or LAST_ROW))
        if not columns or not rows:
            return None
        start, stop = f"{letters_of(columns[0])}{rows[0]}", f"{letters_of(columns[1])}{rows[1]}"
        return start if start == stop else f"{start}:{stop}"

    def areas(self, references: str) -> str:
        """Several areas with spaces between, as ``sqref`` writes them."""
        return " ".join(filter(None, (self.area(one) for one in references.split())))

    def edge(self, number: int, *, row: bool) -> int:
        """Where an edge between cells (from 0) stands afterwards."""
        gone = self.rows if row else self.columns
        return number - bisect_left(gone, number + 1)


def _moved(gone: tuple[int, ...], number: int) -> int | None:
    at = bisect_left(gone, number)
    return None if at < len(gone) and gone[at] == number else number - at


def _left(gone: tuple[int, ...], first: int, last: int) -> tuple[int, int] | None:
    """The first and last of a range afterwards."""
    begin = first - bisect_left(gone, first)
    end = last - bisect_left(gone, last + 1)
    return (begin, end) if end >= begin else None
