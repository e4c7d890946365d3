"""Tables that are drawn with lines: which lines enclose cells, and which cells are one.

Pure: no Django, no clock, no I/O.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import lines, tables
from .shapes import Glyph, Line, Page, Rule

NEAR = 3.0  # points between lines that are meant to be one
SHORT = 4.0  # a shorter line encloses nothing
MOST = 400  # lines of a grid each way; more is a drawing
MOST_LINES = 1_500  # of a page
COVERED = 0.8  # of a side must be drawn


@dataclass(slots=True)
class Grid:
    """A table found on a page: its outline and its rows."""

    left: float
    bottom: float
    right: float
    top: float
    columns: tuple[float, ...]
    rows: list[list[tables.Cell]]


def grids(page: Page) -> list[Grid]:
    """Every ruled table of two cells at least, from the top down. Their signs stay on the page."""
    touching = clusters(long_lines(page.rules))
    found = [grid for rules in touching if (grid := enclosed(rules, page.glyphs)) is not None]
    return sorted(found, key=lambda grid: -grid.top)


def long_lines(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line as one: many programs draw each cell's sides."""
    found: list[Rule] = []
    for across in (True, False):
        own = [rule for rule in rules if rule.across == across]
        places = merged(rule.at for rule in own)
        for place, pieces in zip(places, index(own, places), strict=True):
            found += [Rule(across, place, one.begin, one.end) for one in united(pieces)]
    return [rule for rule in found if rule.end - rule.begin >= SHORT][:MOST_LINES]


def clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def touch(one: Rule, other: Rule) -> bool:
    if one.across == other.across:
        along = one.begin <= other.end + NEAR and other.begin <= one.end + NEAR
        return along and abs(one.at - other.at) <= NEAR
    return one.begin - NEAR <= other.at <= one.end + NEAR and other.begin - NEAR <= one.at <= other.end + NEAR


def enclosed(rules: list[Rule], glyphs: list[Glyph]) -> Grid | None:
    """The table of touching lines; None when they enclose fewer than two cells."""
    heights = merged(rule.at for rule in rules if rule.across)
    sides = merged(rule.at for rule in rules if not rule.across)
    if not (2 <= len(heights) <= MOST and 2 <= len(sides) <= MOST) or len(heights) + len(sides) < 5:
        return None
    across = index([rule for rule in rules if rule.across], heights)
    upright = index([rule for rule in rules if not rule.across], sides)
    heights.reverse()  # from the top down
    deep, broad = len(heights) - 1, len(sides) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    shape: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(deep):
        for column in range(broad):
            if (row, column) in owner:
                continue
            wide, high = 1, 1
            while column + wide < broad and not drawn(upright[column + wide], heights[row + 1], heights[row]):
                wide += 1
            while row + high < deep and not drawn(
                across[deep - (row + high)], sides[column], sides[column + wide]
            ):
                high += 1
            for place in [(r, c) for r in range(row, row + high) for c in range(column, column + wide)]:
                owner.setdefault(place, (row, column))
            shape[row, column] = high, wide
    inside: dict[tuple[int, int], list[Glyph]] = {}
    falling = [-height for height in heights]
    for glyph in glyphs:
        column = bisect_right(sides, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(falling, -glyph.middle) - 1
        if (cell := owner.get((row, column))) is not None:
            inside.setdefault(cell, []).append(glyph)
    if len(shape) < 2 or not inside:
        return None
    return Grid(sides[0], heights[-1], sides[-1], heights[0], tuple(sides), written(deep, shape, inside))


def index(rules: list[Rule], places: list[float]) -> list[list[Rule]]:
    """The lines at each place."""
    found: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        after = bisect_right(places, rule.at)
        near = [n for n in (after - 1, after) if 0 <= n < len(places)]
        found[min(near, key=lambda n: abs(places[n] - rule.at))].append(rule)
    return found


def drawn(rules: list[Rule], begin: float, end: float) -> bool:
    """Whether lines at one place cover the stretch."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.begin, begin)) for rule in united(rules))
    return covered >= COVERED * (end - begin)


def united(rules: list[Rule]) -> list[Rule]:
    """Lines of one place without overlaps."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: one.begin):
        if found and rule.begin <= found[-1].end + NEAR:
            last = found[-1]
            found[-1] = Rule(last.across, last.at, last.begin, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def merged(places: Iterable[float]) -> list[float]:
    """Places that are meant to be one, as one; rising."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= NEAR:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def written(
    deep: int, shape: dict[tuple[int, int], tuple[int, int]], inside: dict[tuple[int, int], list[Glyph]]
) -> list[list[tables.Cell]]:
    rows: list[list[tables.Cell]] = [[] for _ in range(deep)]
    for (row, column), (high, wide) in sorted(shape.items()):
        own = lines.lines(inside.get((row, column), ()))
        rows[row].append(tables.Cell(paragraph(own), wide, high, bool(own) and all(one.bold for one in own)))
    return rows


def paragraph(own: list[Line]) -> str:
    """The lines of a cell in one, as they are wrapped only because the cell is narrow."""
    text = ""
    for line in own:
        text = lines.joined(text, line.text)
    return text
