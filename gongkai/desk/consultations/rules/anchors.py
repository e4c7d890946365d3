"""Which clause of a new version is which of the old: comments follow the words, not the number.

An anchor is given once and never again. A clause keeps it when its words are the same or alike, though it was
renumbered or moved; a clause that is gone keeps it for those who spoke about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.ground.language.rules import alignment

ALIKE = (
    0.5  # share of pairs of characters in common from which a changed clause is the same one: from practice
)
MOVED = 0.7  # and of one that also stands elsewhere, where the order does not help


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause of the old version: its anchor and its words without their number."""

    anchor: int
    body: str


def carried(old: Sequence[Standing], new: Sequence[str], next_anchor: int) -> list[int]:
    """The anchor of each new clause (given by its words), old ones where it is known, else new ones."""
    bodies, there = [_words(one.body) for one in old], [_words(text) for text in new]
    left, right = [_pairs(text) for text in bodies], [_pairs(text) for text in there]
    found = dict(_same(bodies, there))
    found |= _between(found, left, right)
    found |= _moved(found, bodies, there, left, right)
    by_new = {j: old[i].anchor for i, j in found.items()}
    anchors = []
    for place in range(len(new)):
        if place in by_new:
            anchors.append(by_new[place])
        else:
            anchors.append(next_anchor)
            next_anchor += 1
    return anchors


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of pairs of characters that two texts have in common, 0 to 1."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _same(bodies: list[str], there: list[str]) -> alignment.Pairs:
    return alignment.equal(bodies, there)


def _between(
    found: dict[int, int], left: list[frozenset[str]], right: list[frozenset[str]]
) -> dict[int, int]:
    """In the gaps between equal clauses those most alike, in order."""
    more: dict[int, int] = {}
    i = j = 0
    for a, b in [*sorted(found.items()), (len(left), len(right))]:
        if i < a and j < b:
            pairs = alignment.alike(a - i, b - j, _above(left[i:a], right[j:b], ALIKE))
            more |= {i + x: j + y for x, y in pairs}
        i, j = a + 1, b + 1
    return more


def _moved(
    found: dict[int, int],
    bodies: list[str],
    there: list[str],
    left: list[frozenset[str]],
    right: list[frozenset[str]],
) -> dict[int, int]:
    """Clauses that stand elsewhere now: the same words first, then the most alike of those left over."""
    more: dict[int, int] = {}
    free = [j for j in range(len(there)) if j not in set(found.values())]
    waiting = [i for i in range(len(bodies)) if i not in found and bodies[i]]
    places: dict[str, list[int]] = {}
    for j in free:
        places.setdefault(there[j], []).append(j)
    for i in waiting:
        if places.get(bodies[i]):
            more[i] = places[bodies[i]].pop(0)
    taken = set(more.values())
    scored = [
        (likeness(left[i], right[j]), i, j) for i in waiting if i not in more for j in free if j not in taken
    ]
    for _score, i, j in sorted((one for one in scored if one[0] >= MOVED), reverse=True):
        if i not in more and j not in taken:
            more[i] = j
            taken.add(j)
    return more


def _above(left: list[frozenset[str]], right: list[frozenset[str]], least: float):  # type: ignore[no-untyped-def]
    def weight(i: int, j: int) -> float:
        score = likeness(left[i], right[j])
        return score if score >= least else 0.0

    return weight


def _words(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1)) or frozenset({text} - {""})
