"""What an officer asks of a file, and is told of its copy: how much was cut and where, and what to look at.
Pure."""

import json
from collections import Counter
from dataclasses import asdict, dataclass

from gongkai.ground.attachments.rules import Contents, Hiding
from gongkai.ground.attachments.rules.redaction import Redacted
from gongkai.ground.attachments.rules.redaction.wordlist import Words

SHOWN = 200  # places that are listed
SEEN = (Hiding.VISIBLE, Hiding.PICTURE)


@dataclass(frozen=True, slots=True)
class Order:
    """The words to remove, in order; ``failed`` says why no copy could be made, "" before."""

    words: tuple[str, ...]
    failed: str = ""

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def ordered(content: bytes) -> Order:
    known = json.loads(content)
    return Order(tuple(known["words"]), known["failed"])


@dataclass(frozen=True, slots=True)
class Told:
    """``places``: where words stood in the original, and how often; ``pages`` were drawn anew as pictures;
    ``not_found`` are numbers of ``words``, from 1; ``notes`` are for the officer's eyes."""

    removed: int
    places: tuple[tuple[str, int], ...] = ()
    pages: tuple[int, ...] = ()
    not_found: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def unpack(content: bytes) -> Told:
    known = json.loads(content)
    places = tuple((str(place), int(count)) for place, count in known["places"])
    lists = {name: tuple(known[name]) for name in ("pages", "not_found", "notes", "words")}
    return Told(known["removed"], places, **lists)


def told(words: tuple[str, ...], before: Contents, copy: Redacted, notes: list[str]) -> Told:
    """From the original's contents and its copy; ``notes`` of whoever looked at the copy."""
    wanted, found = Words(words), Counter[str]()
    for piece in before.pieces:
        if count := len(wanted.spans(piece.text, fuzzy=piece.hiding is Hiding.PICTURE)):
            unseen = piece.hiding not in SEEN and piece.hiding.label not in piece.place
            found[f"{piece.place}（{piece.hiding.label}）" if unseen else piece.place] += count
    places = tuple(list(found.items())[:SHOWN])
    return Told(copy.removed, places, copy.pages, copy.not_found, (*copy.notes, *notes), words)
