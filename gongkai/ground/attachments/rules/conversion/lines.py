"""Signs of a page become lines of text: same height, left to right, a space where there is a gap.

Pure: no Django, no clock, no I/O.
"""

import unicodedata
from collections.abc import Iterable

from .shapes import Glyph, Line

SAME_HEIGHT = 0.5  # of the type's size between the middles of signs on one line
GAP = 0.28  # of the size: between words of letters
WIDE_GAP = 0.9  # of the size: between Chinese signs, where type is spaced without meaning it
CELL_GAP = 1.8  # of the size: beyond it another column begins


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.middle, one.left)):
        row = next(
            (
                row
                for row in reversed(rows[-3:])
                if abs(row[0].middle - glyph.middle) < SAME_HEIGHT * max(min(row[0].size, glyph.size), 1)
            ),
            None,
        )
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    found = []
    for row in rows:
        row.sort(key=lambda one: one.left)
        found.append(Line(row, text(row)))
    return [line for line in found if line.text]


def text(row: list[Glyph]) -> str:
    """The words of one line."""
    written, last = "", None
    for glyph in row:
        if last is not None and (gap := glyph.left - last.right) > 0:
            size = max(last.size, glyph.size)
            both_wide = wide(last.text) and wide(glyph.text)
            if gap > size * (WIDE_GAP if both_wide else GAP) and (gap > size or not tight(last, glyph)):
                written += " "
        written += glyph.text
        last = glyph
    return " ".join(written.split())


def tight(last: Glyph, glyph: Glyph) -> bool:
    """Between Chinese and letters programs leave a little room that is no space."""
    return wide(last.text) != wide(glyph.text)


def wide(sign: str) -> bool:
    return bool(sign) and unicodedata.east_asian_width(sign[0]) in "WF"


def segments(line: Line) -> list[Line]:
    """A line cut where another column begins."""
    parts: list[list[Glyph]] = [[line.glyphs[0]]]
    for last, glyph in zip(line.glyphs, line.glyphs[1:], strict=False):
        if glyph.left - last.right > CELL_GAP * max(last.size, glyph.size):
            parts.append([])
        parts[-1].append(glyph)
    return [Line(part, words) for part in parts if (words := text(part))]


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph: nothing between Chinese, a space between words, a cut word made whole."""
    if not first or not second:
        return first or second
    if first.endswith("-") and first[-2:-1].isalpha() and second[0].islower():
        return first[:-1] + second
    ascii_both = (
        first[-1].isascii() and second[0].isascii() and (first[-1].isalnum() or first[-1] in ",.;:)%")
    )
    letters = first[-1].isalpha() or second[0].isalpha() or first[-1] in ",.;:"
    return first + (" " if ascii_both and letters else "") + second
