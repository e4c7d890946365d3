"""What goes through the pipe between a process and its confined child: a length, then JSON, then raw bytes.

The child reads strangers' files and may have been taken over by one. So its answers are plain data: they can
name no class, function or module, and become one of a few known shapes here or nothing at all.
"""

import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from . import MAX_BYTES, Cleaned, Contents, Format, Hiding, Piece
from .redaction import Redacted, Region

LENGTH = struct.Struct(">Q")
MAX_MESSAGE = 4 * MAX_BYTES  # the words of the largest workbook, or a clean copy of the largest file
MAX_WORDS = 500  # characters of a refusal or a reason
OUTCOMES = ("done", "refused", "exhausted", "failed")


class NotAMessage(ValueError):
    """What came is none of our messages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``outcome``: done (``value`` is the result), refused (words for a person), exhausted, failed."""

    outcome: str
    value: Any


def packed(values: Sequence[Any]) -> bytes:
    """Values as one message: plain ones, bytes, formats, contents, regions, clean and redacted copies."""
    bodies: list[bytes] = []
    head = json.dumps([_plain(value, bodies) for value in values]).encode()
    parts = [head, *bodies]
    return b"".join([LENGTH.pack(len(parts)), *(LENGTH.pack(len(part)) for part in parts), *parts])


def _plain(value: Any, bodies: list[bytes]) -> list[Any]:
    if isinstance(value, bytes):
        bodies.append(value)
        return ["bytes", len(bodies) - 1]
    if isinstance(value, Format):
        return ["format", value.value]
    if isinstance(value, Contents):
        pieces = [(piece.text, piece.place, piece.hiding.value) for piece in value.pieces]
        return ["contents", value.format.value, pieces, value.unread]
    if isinstance(value, Cleaned):
        return ["cleaned", _plain(value.data, bodies)[1], value.notes]
    if isinstance(value, Redacted):
        place = _plain(value.data, bodies)[1]
        return ["redacted", place, value.removed, value.pages, value.not_found, value.notes]
    if isinstance(value, tuple) and value and all(isinstance(one, Region) for one in value):
        return ["regions", [astuple(one) for one in value]]
    return ["plain", value]


def unpacked(body: bytes) -> list[Any]:
    """The values of a message. Raises NotAMessage, whatever the bytes are."""
    try:
        head, *bodies = _parts(body)
        return [_value(*one, bodies=bodies) for one in json.loads(head)]
    except (ValueError, TypeError, KeyError, IndexError, struct.error, RecursionError) as broken:
        raise NotAMessage from broken


def _parts(body: bytes) -> list[bytes]:
    (many,) = LENGTH.unpack_from(body)
    if not 0 < many < 10:
        raise NotAMessage
    at, parts = (many + 1) * LENGTH.size, []
    for place in range(many):
        (length,) = LENGTH.unpack_from(body, (place + 1) * LENGTH.size)
        parts.append(body[at : at + length])
        at += length
    if at != len(body):
        raise NotAMessage
    return parts


def _value(name: str, *parts: Any, bodies: list[bytes]) -> Any:
    readers: dict[str, Callable[..., Any]] = {
        "plain": lambda value: value,
        "bytes": lambda place: bodies[place],
        "format": Format,
        "contents": _contents,
        "cleaned": lambda place, notes: Cleaned(bodies[place], tuple(map(_text, notes))),
        "redacted": lambda place, *told: _redacted(bodies[place], *told),
        "regions": lambda rows: tuple(Region(*row) for row in rows),
    }
    return readers[name](*parts)


def _contents(format: str, pieces: list[list[str]], unread: list[str]) -> Contents:
    known = {hiding.value: hiding for hiding in Hiding}
    found = (Piece(_text(text), _text(place), known[hiding]) for text, place, hiding in pieces)
    return Contents(Format(format), tuple(found), tuple(map(_text, unread)))


def _redacted(data: bytes, removed: int, pages: list[int], missing: list[int], notes: list[str]) -> Redacted:
    numbers = [removed, *pages, *missing]
    if any(type(number) is not int for number in numbers):
        raise NotAMessage
    return Redacted(data, removed, tuple(pages), tuple(missing), tuple(map(_text, notes)))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotAMessage
    return value


def write(pipe: Any, body: bytes) -> None:
    """Send one message."""
    pipe.write(LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def read(pipe: Any) -> bytes:
    """One message; EOFError when the other side has gone, or says what is too long."""
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    if length > MAX_MESSAGE:
        raise EOFError("message too long")
    return _exactly(pipe, length)


def read_answer(pipe: Any) -> Answer:
    """What the child answers. Raises NotAMessage for anything but an outcome and a known shape."""
    values = unpacked(read(pipe))
    if len(values) != 2 or values[0] not in OUTCOMES:
        raise NotAMessage
    outcome, value = values
    return Answer(outcome, value if outcome == "done" else _text(value)[:MAX_WORDS])


def _exactly(pipe: Any, length: int) -> bytes:
    data = pipe.read(length)
    if data is None or len(data) < length:
        raise EOFError
    return bytes(data)
