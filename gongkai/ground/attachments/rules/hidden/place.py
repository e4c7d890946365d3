"""What readers of files hand back: a piece of words, or a place that no program could read. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.ground.attachments.rules import Hiding, Piece


@dataclass(frozen=True, slots=True)
class Unread:
    """A place in a file that could not be read; a named person has to look at it."""

    place: str


Found = Iterator[Piece | Unread]


def inside(found: Found, place: str, hiding: Hiding | None = None) -> Found:
    """What was found in a part, as standing at ``place`` of the whole; ``hiding`` is how all of it hides."""
    for one in found:
        where = f"{place} › {one.place}" if one.place else place
        if isinstance(one, Unread):
            yield Unread(where)
        else:
            yield replace(one, place=where, hiding=hiding or one.hiding)


def piece(text: str | None, place: str, hiding: Hiding = Hiding.VISIBLE) -> Found:
    """One piece, or none when there are no words."""
    if text and (words := text.strip()):
        yield Piece(words, place, hiding)
