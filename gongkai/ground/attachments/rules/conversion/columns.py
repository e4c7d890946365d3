"""Tables without drawn lines: rows whose parts stand in the same columns.

Pure: no Django, no clock, no I/O.
"""

from collections.abc import Sequence

from . import lines, tables
from .shapes import Line

FEWEST_ROWS = 3  # aligned by chance are two at most
NEAR = 3.0  # points between edges that are meant to be one
PITCH = 3.5  # line heights between two rows of one table


def tables_in(found: Sequence[Line]) -> list[Line | list[list[tables.Cell]]]:
    """The lines, and in place of rows that surely are a table, that table."""
    cut = [lines.segments(line) for line in found]
    out: list[Line | list[list[tables.Cell]]] = []
    place = 0
    while place < len(found):
        end = place
        while (
            end < len(found) and len(cut[end]) > 1 and same(cut[place], cut[end]) and near(found, place, end)
        ):
            end += 1
        if end - place >= FEWEST_ROWS:
            rows = cut[place:end]
            out.append([[tables.Cell(part.text, bold=part.bold) for part in row] for row in rows])
            place = end
        else:
            out.append(found[place])
            place += 1
    return out


def near(found: Sequence[Line], first: int, place: int) -> bool:
    """Whether a line follows the one above it closely."""
    return place == first or found[place - 1].bottom - found[place].top < PITCH * found[place].size


def same(one: list[Line], other: list[Line]) -> bool:
    """As many parts, each aligned left, right or in the middle with the one above."""
    return len(one) == len(other) and all(map(aligned, one, other))


def aligned(one: Line, other: Line) -> bool:
    middle = abs(one.left + one.right - other.left - other.right) / 2
    return min(abs(one.left - other.left), abs(one.right - other.right), middle) <= NEAR
