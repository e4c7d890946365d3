"""What goes through the pipe between a process and its confined child: a length, then a pickle.

The child reads strangers' files, so its answers are not trusted: nothing but plain values and the shapes of
this room comes out of them. Pure but for the pipe it is given.
"""

import importlib
import io
import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
MAX_MESSAGE = 1 << 30
SHAPES = "gongkai.ground.attachments.rules"


@dataclass(frozen=True, slots=True)
class Answer:
    """``outcome``: done (``value`` is the result), refused (words for a person), exhausted, failed."""

    outcome: str
    value: Any


class Strict(pickle.Unpickler):
    """Knows the classes of this room's rules and no other name."""

    def find_class(self, module: str, name: str) -> Any:
        if module == SHAPES or module.startswith(SHAPES + "."):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an answer")


def write(pipe: BinaryIO | io.BufferedIOBase | Any, body: bytes) -> None:
    """Send one message."""
    pipe.write(LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def read(pipe: Any) -> bytes:
    """One message; EOFError when the other side has gone."""
    head = _exactly(pipe, LENGTH.size)
    (length,) = LENGTH.unpack(head)
    if length > MAX_MESSAGE:
        raise EOFError("message too long")
    return _exactly(pipe, length)


def read_answer(pipe: Any) -> Answer:
    """What the child answers. Raises UnpicklingError for anything but plain values and known shapes."""
    try:
        found = Strict(io.BytesIO(read(pipe))).load()
    except (AttributeError, TypeError, ValueError, KeyError, IndexError, ImportError) as broken:
        raise pickle.UnpicklingError("not an answer") from broken
    if not isinstance(found, Answer):
        raise pickle.UnpicklingError("not an answer")
    return found


def _exactly(pipe: Any, length: int) -> bytes:
    data = pipe.read(length)
    if data is None or len(data) < length:
        raise EOFError
    return bytes(data)
