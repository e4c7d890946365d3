"""The words of a file as they are kept, so that they can be checked again without reading the file again.

A reading takes seconds, with OCR minutes; what it found is the same every time until the reader changes.
"""

import zlib

import orjson

from . import Contents, Format, Hiding, Piece

READER = "2026-11"  # changed by whoever changes what is read out of a file: every file is then read anew
MOST = 2_000_000  # characters kept of one file; the longest real attachment has a tenth of it
BEYOND = f"第 {MOST // 10_000} 万字以后的内容"


def pack(contents: Contents) -> bytes:
    """The first MOST characters, and what was not read; where something is cut, that is named as unread."""
    kept, size, unread = [], 0, list(contents.unread)
    for piece in contents.pieces:
        text = piece.text[: MOST - size]
        kept.append((text, piece.place, piece.hiding.value))
        size += len(text)
        if text != piece.text:
            unread.append(BEYOND)
            break
    packed = orjson.dumps([contents.format.value, [list(map(_encodable, row)) for row in kept], unread])
    return zlib.compress(packed)


def unpack(packed: bytes) -> Contents:
    """What ``pack`` wrote."""
    form, rows, unread = orjson.loads(zlib.decompress(packed))
    pieces = tuple(Piece(text, place, Hiding(hiding)) for text, place, hiding in rows)
    return Contents(Format(form), pieces, tuple(unread))


def _encodable(text: str) -> str:
    """Half a character, which only a broken file has, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
