"""What of a letter may stand in the clear (ADR 9): without personal data, and without its writer. Pure.

The finder of personal data covers what it knows by its form; the writer's own name, number, mailbox and
address are covered wherever they stand, however they are spaced. Both may be wrong, so a person looks before
anything is published."""

import re
from dataclasses import dataclass

from gongkai.ground.language.rules import personal
from gongkai.ground.language.rules.folding import fold
from gongkai.ground.language.rules.personal.telling import long_enough, plain

from .writing import Writing, person

STAR = "*"
BETWEEN = r"[\W_]{0,3}"  # what may stand between two signs of a name or number


@dataclass(frozen=True, slots=True)
class Masked:
    """The three texts of a letter that lists, routing, grouping and search work on."""

    title: str
    words: str
    place: str


def masked(writing: Writing) -> Masked:
    """A cleaned writing as far as it may be read by many."""
    return Masked(*(without(text, writing) for text in (writing.title, writing.words, writing.place)))


def without(text: str, writing: Writing) -> str:
    """A text with all personal data covered, and everything that tells who wrote."""
    for known in person(writing).values():
        text = _covered(text, plain(known))
    return personal.hide(text)


def _covered(text: str, known: str) -> str:
    """A text with every place of ``known`` (letters and digits alone) turned into stars."""
    if not long_enough(known):
        return text
    pattern = BETWEEN.join(map(re.escape, known))
    folded = fold(text)  # as long as the text: places found in one hold in the other
    for found in re.finditer(pattern, folded):
        text = text[: found.start()] + STAR * (found.end() - found.start()) + text[found.end() :]
    return text
