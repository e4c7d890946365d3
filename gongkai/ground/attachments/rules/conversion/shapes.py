"""What a page of fixed layout is made of, whether PDF or OFD drew it. Pure.

Points (1/72 inch) from the lower left corner, upwards.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign: its box, the size of its type, and whether it is bold."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, ``across`` at height ``at`` or upright at ``at``, from ``begin`` to ``end``."""

    across: bool
    at: float
    begin: float
    end: float


@dataclass(slots=True)
class Page:
    """``scanned``: a picture covers it and there are no signs to read."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    scanned: bool = False


@dataclass(slots=True)
class Line:
    """Signs that stand on one line, left to right."""

    glyphs: list[Glyph]
    text: str = ""

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return min(glyph.bottom for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return max(glyph.top for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of most signs."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @property
    def bold(self) -> bool:
        return sum(glyph.bold for glyph in self.glyphs) > len(self.glyphs) * 0.8
