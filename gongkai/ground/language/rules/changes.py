"""What changed between two trees of blocks: which block became which, and which words inside.

Type that only looks different (bold, underlined) is no change; another link, heading level or a raised
figure is. Blocks are compared with their neighbours only, so the time grows with the text, not its square.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from . import alignment, words
from .blocks import Block, Element, Run

Kind = StrEnum("Kind", "SAME CHANGED ADDED REMOVED")
Word = tuple[int, int, Hashable]  # where it starts and ends in its run, and what it is compared by
TELLING = ("<a", "<sup", "<sub")  # inline tags that change what is said
FAMILIES = {
    tag: family[0]
    for family in (
        ("p", "div", "center", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"),
        ("ul", "ol"),
        ("dt", "dd"),
        ("td", "th"),
        ("thead", "tbody", "tfoot"),
    )
    for tag in family
}
CONTAINERS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"))
ALIKE, ALIKE_CONTAINERS = 0.4, 0.2  # words in common from which two blocks are one, changed: from practice


@dataclass(slots=True)
class Change:
    """A block on one side or on both. ``marks`` of a run: (kind, start, end) in the side it stands on."""

    kind: Kind
    old: Block | None
    new: Block | None
    parts: list["Change"] = field(default_factory=list)
    marks: list[tuple[Kind, int, int]] = field(default_factory=list)


def between(old: Block, new: Block) -> Change:
    """The change from one block to another that is taken to be the same one."""
    if isinstance(old, Run) and isinstance(new, Run):
        marks = _marks(old, new)
        same = all(kind == Kind.SAME for kind, _, _ in marks)
        return Change(Kind.SAME if same else Kind.CHANGED, old, new, marks=marks)
    assert isinstance(old, Element) and isinstance(new, Element)
    parts = _parts(old, new)
    same = (old.tag, old.attributes) == (new.tag, new.attributes)
    same = same and all(part.kind == Kind.SAME for part in parts)
    return Change(Kind.SAME if same else Kind.CHANGED, old, new, parts)


def only(kind: Kind, block: Block) -> Change:
    """A block that stands on one side only, or is the same on both, with everything in it."""
    old = None if kind == Kind.ADDED else block
    new = None if kind == Kind.REMOVED else block
    if isinstance(block, Run):
        return Change(kind, old, new, marks=[(kind, 0, len(block.text))])
    return Change(kind, old, new, [only(kind, child) for child in block.children])


def _parts(old: Element, new: Element) -> list[Change]:
    """The children of two elements, paired where they belong together, in reading order."""
    here, there = old.children, new.children
    pairs = (
        [(i, i) for i in range(len(here))]
        if old.tag == new.tag == "tr" and len(here) == len(there)
        else _paired(here, there)
    )
    parts, i, j = [], 0, 0
    for a, b in [*pairs, (len(here), len(there))]:
        parts += [only(Kind.REMOVED, block) for block in here[i:a]]
        parts += [only(Kind.ADDED, block) for block in there[j:b]]
        if a < len(here):
            equal = here[a].html() == there[b].html()
            parts.append(only(Kind.SAME, there[b]) if equal else between(here[a], there[b]))
        i, j = a + 1, b + 1
    return parts


def _paired(here: list[Block], there: list[Block]) -> alignment.Pairs:
    """Equal blocks first; in the gaps between them those most alike."""
    pairs = alignment.equal([block.html() for block in here], [block.html() for block in there])
    found, i, j = list(pairs), 0, 0
    for a, b in [*pairs, (len(here), len(there))]:
        if i < a and j < b:
            found += [(i + x, j + y) for x, y in _alike(here[i:a], there[j:b])]
        i, j = a + 1, b + 1
    return sorted(found)


def _alike(here: list[Block], there: list[Block]) -> alignment.Pairs:
    left = [(_family(block), _vocabulary(block)) for block in here]
    right = [(_family(block), _vocabulary(block)) for block in there]

    def likeness(i: int, j: int) -> float:
        """Their share of words in common; 0 for blocks that cannot be the same."""
        (family, some), (other, more) = left[i], right[j]
        if family != other:
            return 0.0
        if not some and not more:
            return 1.0
        share = 2 * len(some & more) / (len(some) + len(more))
        return share if share >= (ALIKE_CONTAINERS if family in CONTAINERS else ALIKE) else 0.0

    return alignment.alike(len(here), len(there), likeness)


def _family(block: Block) -> str:
    """Blocks of one family may turn into one another: a paragraph into a heading."""
    return FAMILIES.get(block.tag, block.tag)


def _vocabulary(block: Block) -> frozenset[Hashable]:
    """The different words below a block."""
    if isinstance(block, Run):
        return frozenset([key for _, _, key in _words(block)])
    if block.vocabulary is None:
        block.vocabulary = frozenset().union(*[_vocabulary(child) for child in block.children])
    return block.vocabulary


def _words(run: Run) -> list[Word]:
    """The words of a run; one under a link, raised or lowered is compared together with that."""
    if not run.words:
        for meaning, spans in groupby(run.spans, key=_meaning):
            first = last = -1
            for start, end, _, _ in spans:
                first, last = start if first < 0 else first, end
            at = first
            for piece in words.pieces(run.text[first:last]):
                run.words.append((at, at + len(piece), (piece, meaning) if meaning else piece))
                at += len(piece)
    return run.words


def _meaning(span: tuple[int, int, tuple[str, ...], str]) -> tuple[str, ...]:
    _, _, wrappers, atom = span
    telling = tuple(tag for tag in wrappers if tag.startswith(TELLING))
    return (*telling, atom) if atom else telling


def _marks(old: Run, new: Run) -> list[tuple[Kind, int, int]]:
    """What stays, goes and comes, in reading order."""
    here, there = _words(old), _words(new)
    pairs = alignment.equal([key for _, _, key in here], [key for _, _, key in there])
    marks: list[tuple[Kind, int, int]] = []
    i = j = 0
    for a, b, size in _stretches(pairs, here, there):
        for kind, side, start, end in (
            (Kind.REMOVED, here, i, a),
            (Kind.ADDED, there, j, b),
            (Kind.SAME, there, b, b + size),
        ):
            if start < end:
                marks.append((kind, side[start][0], side[end - 1][1]))
        i, j = a + size, b + size
    return marks


def _stretches(pairs: alignment.Pairs, here: list[Word], there: list[Word]) -> list[tuple[int, int, int]]:
    """Equal words in a row as (place, place, number), and the end. A single character between two changes
    says nothing, and is left out: 的 in a sentence written anew."""
    stretches: list[tuple[int, int, int]] = []
    for a, b in pairs:
        i, j, size = stretches[-1] if stretches else (-1, -1, 0)
        if (a, b) == (i + size, j + size):
            stretches[-1] = (i, j, size + 1)
        else:
            stretches.append((a, b, 1))
    last = len(here), len(there)
    kept = []
    for a, b, size in stretches:
        outermost = not (a and b) or a + size == last[0] or b + size == last[1]
        if outermost or here[a + size - 1][1] - here[a][0] > 1:
            kept.append((a, b, size))
    return [*kept, (*last, 0)]
