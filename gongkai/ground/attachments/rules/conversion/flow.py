"""Pages of fixed layout as flowing HTML: headings by size, lines joined into paragraphs, tables as tables.

Pure: no Django, no clock, no I/O.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from .. import marks
from . import columns, grids, lines, looks, margins, tables
from .shapes import Glyph, Line, Page

LARGER = 1.1  # times the body's size: a heading
INDENT = 1.2  # of the size: a line that begins a paragraph
SHORTER = 1.6  # of the size: a line that ends one before the right margin
APART = 1.75  # times the usual pitch: a gap between paragraphs
LONGEST = 80  # characters of a heading
LEVELS = 4
SAME = 6.0  # points between columns of a table that goes on
ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*[:：]?")  # says where, not what
SENTENCE = re.compile(r"[。，；]")


@dataclass(slots=True)
class Block:
    """``level`` 0 is body text; ``grid`` a table with its columns (() where no lines are drawn)."""

    text: str = ""
    size: float = 0
    bold: bool = False
    level: int = 0
    grid: list[list[tables.Cell]] = field(default_factory=list)
    edges: tuple[float, ...] = ()
    last: Line | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: size of type, right margin, distance of lines."""

    size: float
    right: float
    pitch: float


def to_html(pages: Sequence[Page]) -> str:
    """The whole document."""
    found = [grids.grids(page) for page in pages]
    free = [lines.lines(outside(page, own)) for page, own in zip(pages, found, strict=True)]
    kept = margins.without(list(pages), free)
    usual = measured(kept, pages)
    blocks: list[Block] = []
    for number, (page, own, text) in enumerate(zip(pages, found, kept, strict=True), 1):
        if page.scanned:
            blocks.append(Block(marks.SCANNED.format(number=number)))
            continue
        place(blocks, own, text, usual)
    headed(blocks, usual)
    return "".join(map(written, blocks))


def outside(page: Page, own: list[grids.Grid]) -> list[Glyph]:
    """Signs that stand in no table."""
    return [
        glyph
        for glyph in page.glyphs
        if not any(
            grid.left <= (glyph.left + glyph.right) / 2 <= grid.right
            and grid.bottom <= glyph.middle <= grid.top
            for grid in own
        )
    ]


def measured(found: list[list[Line]], pages: Sequence[Page]) -> Measure:
    """The usual measures. The size is that of sentences; without any, that of all signs."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    rights = []
    for page in found:
        for line in page:
            if SENTENCE.search(line.text):
                sizes[round(line.size * 2) / 2] += len(line.text)
            rights.append(line.right)
        for above, below in zip(page, page[1:], strict=False):
            if 0 < (distance := above.bottom - below.bottom) < 4 * below.size:
                pitches[round(distance)] += 1
    if not sizes:
        for one in pages:
            sizes.update(round(glyph.size * 2) / 2 for glyph in one.glyphs)
    rights.sort()
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    right = rights[int(len(rights) * 0.9)] if rights else 0.0
    return Measure(size, right, pitches.most_common(1)[0][0] if pitches else size * 1.5)


def place(blocks: list[Block], own: list[grids.Grid], text: list[Line], usual: Measure) -> None:
    """Add one page's tables and paragraphs, from the top down."""
    left = margin(text, usual)
    waiting: list[Line] = []
    above: Line | None = None
    rest = list(own)

    def settle() -> None:
        nonlocal above
        for one in columns.tables_in(waiting):
            if isinstance(one, Line):
                add(blocks, one, above, left, usual)
                above = one
            else:
                blocks.append(Block(grid=one))
                above = None
        waiting.clear()

    for line in text:
        while rest and rest[0].top > line.top:
            settle()
            add_grid(blocks, rest.pop(0))
            above = None
        waiting.append(line)
    settle()
    for grid in rest:
        add_grid(blocks, grid)


def margin(text: list[Line], usual: Measure) -> float:
    """Where most lines of the page begin."""
    lefts = Counter(round(line.left) for line in text if abs(line.size - usual.size) < 1)
    if not lefts:
        return min((line.left for line in text), default=0.0)
    often = [left for left, times in lefts.items() if times >= max(2, 0.25 * lefts.most_common(1)[0][1])]
    return float(min(often or lefts))


def add_grid(blocks: list[Block], grid: grids.Grid) -> None:
    """A table, or the rest of the one that the page before ends with."""
    last = blocks[-1] if blocks else None
    if last and last.edges and len(last.edges) == len(grid.columns):
        shift = [abs(one - other) for one, other in zip(last.edges, grid.columns, strict=True)]
        if max(shift) <= SAME:
            rows = grid.rows[1:] if grid.rows[0] == last.grid[0] else grid.rows
            last.grid += rows
            return
    blocks.append(Block(grid=grid.rows, edges=grid.columns))


def add(blocks: list[Block], line: Line, above: Line | None, left: float, usual: Measure) -> None:
    """A line: the next of its paragraph, or the first of a new one. ``above`` is None at a page's top."""
    last = blocks[-1] if blocks else None
    if (
        last is not None
        and last.last is not None
        and not last.grid
        and goes_on(last, line, above, left, usual)
    ):
        last.text, last.last = lines.joined(last.text, line.text), line
        return
    blocks.append(Block(line.text, line.size, line.bold, last=line))


def goes_on(block: Block, line: Line, above: Line | None, left: float, usual: Measure) -> bool:
    last = block.last
    assert last is not None
    if abs(block.size - line.size) > 0.12 * usual.size or block.bold != line.bold:
        return False
    if above is not None and above.bottom - line.bottom > APART * max(usual.pitch, line.size):
        return False
    if line.size > usual.size * LARGER:  # a title's lines stand in the middle
        return above is not None and centred(last, line)
    if last.right < usual.right - SHORTER * line.size and not last.text.endswith(("，", "、")):
        return False
    return line.left - left < INDENT * line.size


def centred(one: Line, other: Line) -> bool:
    return abs(one.left + one.right - other.left - other.right) < 2 * other.size


def headed(blocks: list[Block], usual: Measure) -> None:
    """Levels: larger type first by its size, then emphatic points by their numbers."""
    large = [
        block
        for block in blocks
        if block.text
        and block.size > usual.size * LARGER
        and len(block.text) <= LONGEST
        and not ANNEX.fullmatch(block.text)
    ]
    sizes = sorted({round(block.size) for block in large}, reverse=True)[:LEVELS]
    for block in large:
        block.level = sizes.index(round(block.size)) + 1 if round(block.size) in sizes else LEVELS
    below = min(len(sizes), LEVELS - 1) or 1
    for block in blocks:
        if block.level or block.grid or not block.bold or len(block.text) > looks.LONGEST:
            continue
        if block.text.endswith(looks.NO_END):
            continue
        if looks.CHAPTER.match(block.text) or looks.POINT.match(block.text):
            block.level = below + 1
        elif looks.SECTION.match(block.text) or looks.SUBPOINT.match(block.text):
            block.level = below + 2


def written(block: Block) -> str:
    if block.grid:
        return tables.write(block.grid)
    name = f"h{block.level}" if block.level else "p"
    return f"<{name}>{escape(block.text, quote=False)}</{name}>"
