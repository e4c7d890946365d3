"""Files inside files: taken out of their OLE wrapping, and known by what they are."""

from io import BytesIO

import olefile

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.formats import recognise

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMIT = 100 * 1024**2


def unwrap(data: bytes) -> list[bytes]:
    """The files that stand in an embedded object; none when its wrapping is not one we know."""
    if not data.startswith(_OLE):
        return [data]
    with olefile.OleFileIO(BytesIO(data)) as holder:
        streams = {"/".join(path): path for path in holder.listdir()}
        for name in ("Package", "CONTENTS", "Contents"):
            if name in streams and holder.get_size(streams[name]) < _LIMIT:
                return [holder.openstream(streams[name]).read()]
        for name, path in streams.items():
            if name.endswith("Ole10Native") and holder.get_size(path) < _LIMIT:
                return [native(holder.openstream(path).read())]
    return []


def native(stream: bytes) -> bytes:
    """The file in an ``Ole10Native`` stream: sizes, two names and a path stand before it (MS-OLEDS 2.3.6)."""
    at = 6
    for _ in range(2):
        at = stream.index(b"\0", at) + 1
    at += 4
    length = int.from_bytes(stream[at : at + 4], "little")
    at += 4 + length
    size = int.from_bytes(stream[at : at + 4], "little")
    return stream[at + 4 : at + 4 + size]


def kind_of(data: bytes) -> Format | None:
    """What an embedded file is; None when it is nothing that can be read."""
    try:
        return recognise(data, "")
    except Refused:
        return None
