"""Which comments say the same: the one place where the room asks it.

Comments whose words are the same but for signs and spaces belong together; that is certain. Of the others
those are suggested that share most of their telling pairs of signs, as ``language/rules/similarity`` reads
them; a person decides.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.ground.language.rules.folding import fold
from gongkai.ground.language.rules.similarity_groups import groups
from gongkai.ground.language.rules.similarity_index import CHUNK, Shelf
from gongkai.ground.language.rules.similarity_scoring import compare

Edge = tuple[int, int, float]
FLOOR, THRESHOLD = 0.3, 0.6  # of the cosine of telling pairs: from practice, a person looks at every group

TOLD = 500  # comments compared between two words about it


@dataclass(frozen=True, slots=True)
class Alike:
    """Places of comments that say the same, and how sure that is (0 to 1)."""

    places: tuple[int, ...]
    confidence: float


def suggested(texts: Sequence[str], told: Callable[[int, int], None] = lambda done, of: None) -> list[Alike]:
    """Groups of at least two, the largest first; a comment stands in at most one.

    ``told(done, of)`` hears now and then how many different comments have been compared: of a hundred
    thousand it takes minutes.
    """
    same: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if key := bare(text):
            same.setdefault(key, []).append(place)
    kinds = list(same.values())
    edges = list(_edges([texts[places[0]] for places in kinds], told))
    made = groups(edges, floor=FLOOR, threshold=THRESHOLD)
    found = [
        Alike(tuple(sorted(place for kind in group for place in kinds[kind])), sure)
        for group, sure in zip(made, _surely(made, edges), strict=True)
    ]
    grouped = {place for alike in found for place in alike.places}
    found += [Alike(tuple(places), 1.0) for places in kinds if len(places) > 1 and places[0] not in grouped]
    return sorted(found, key=lambda alike: (-len(alike.places), alike.places))


def _edges(texts: Sequence[str], told: Callable[[int, int], None]) -> Iterator[Edge]:
    """Pairs of different comments that are alike at all, and how much."""
    shelf = Shelf()
    for start in range(0, len(texts), CHUNK):
        shelf.add([("", text) for text in texts[start : start + CHUNK]])
    reached = 0
    for number, text, near, others in shelf.neighbours():
        if number >= reached + TOLD:
            reached = number
            told(number, len(texts))
        for other, alike in zip(near, compare(text, others).whole.tolist(), strict=True):
            if alike > FLOOR:
                yield number, other, alike


def _surely(made: Sequence[Sequence[int]], edges: Sequence[Edge]) -> list[float]:
    """Of each group how alike its members are on the average, of those that were compared."""
    home = {member: place for place, group in enumerate(made) for member in group}
    inside: list[list[float]] = [[] for _group in made]
    for one, other, alike in edges:
        if home.get(one, -1) == home.get(other, -2):
            inside[home[one]].append(alike)
    return [round(min(0.99, sum(found) / len(found)), 2) for found in inside]


def bare(text: str) -> str:
    """Letters and figures only, folded."""
    return "".join(sign for sign in fold(text) if unicodedata.category(sign)[0] in "LN")
