"""Which comments say the same: the one place where the room asks it.

Comments whose words are the same but for signs and spaces belong together; that is certain, and all that is
claimed here. Whatever judges likeness of meaning is asked by ``suggested`` and nowhere else.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.ground.language.rules.folding import fold


@dataclass(frozen=True, slots=True)
class Alike:
    """Places of comments that say the same, and how sure that is (0 to 1)."""

    places: tuple[int, ...]
    confidence: float


def suggested(texts: Sequence[str]) -> list[Alike]:
    """Groups of at least two, the largest first; a comment stands in at most one."""
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        found.setdefault(bare(text), []).append(place)
    groups = [Alike(tuple(places), 1.0) for key, places in found.items() if key and len(places) > 1]
    return sorted(groups, key=lambda group: (-len(group.places), group.places))


def bare(text: str) -> str:
    """Letters and figures only, folded."""
    return "".join(sign for sign in fold(text) if unicodedata.category(sign)[0] in "LN")
