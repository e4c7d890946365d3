"""What may be unpacked: the limits of a compressed file, and a look at every part before any reading.

Office and OFD files are zip archives of XML. Each part is unpacked once here, in slices, so that false
sizes, damaged parts, entities and macros are known before a parser meets them.
Pure: no Django, no clock, no I/O.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from . import Refused

# Limits from practice: the largest real workbooks we know have 1,400 parts and unpack to 200 MB.
MAX_PARTS = 10_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 250  # packed XML of a real table reaches 60; deflate itself ends at 1,032
RATIO_FROM = 5 * 1024 * 1024  # small parts may be as even as they like
MAX_NESTING = 3
SLICE = 1 << 20
OVERLAP = 24  # longer than any mark below, so that none hides between two slices
ENCRYPTED = 0x1
MARKS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
BOMB = "文件解压后过大或压缩比异常（疑似压缩炸弹），没有接收；请用 Office 或 WPS 重新另存后再上传"
CORRUPT = "文件已损坏，打不开；请用 Office 或 WPS 打开原件，另存为新文件后再上传"
LOCKED = "文件设了密码，程序读不了；请先取消密码保护，再上传"
ENTITIES = "文件内部的 XML 带有实体声明，可能有害，没有接收；请用 Office 或 WPS 重新另存后再上传"
TWICE = "压缩结构异常：同名的部分出现两次，没有接收；请用 Office 或 WPS 重新另存后再上传"
XML = (".xml", ".rels", ".vml")


def opened(data: bytes) -> ZipFile:
    """The archive, its directory and the sizes it declares within the limits; Refused otherwise."""
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError) as broken:
        raise Refused(CORRUPT) from broken
    parts = archive.infolist()
    if not parts:
        raise Refused(CORRUPT)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(BOMB)
    if any(_swollen(part) for part in parts):
        raise Refused(BOMB)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused(LOCKED)
    if len({part.filename for part in parts}) < len(parts):
        raise Refused(TWICE)
    return archive


def _swollen(part: ZipInfo) -> bool:
    return part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def examine(data: bytes) -> ZipFile:
    """As ``opened``, with every part read once: sizes, check sums, no entities, no bomb inside."""
    archive = opened(data)
    _parts(archive, 1, 0)
    return archive


def _parts(archive: ZipFile, depth: int, unpacked: int) -> int:
    """Read every part; ``unpacked`` counts bytes over all depths. Returns the new count."""
    for part in archive.infolist():
        xml = part.filename.lower().endswith(XML)
        inner: list[bytes] = []
        tail = b""
        try:
            with archive.open(part) as stream:
                while piece := stream.read(SLICE):
                    unpacked += len(piece)
                    if unpacked > MAX_UNPACKED:
                        raise Refused(BOMB)
                    if xml and any(mark in tail + piece for mark in MARKS):
                        raise Refused(ENTITIES)
                    if inner or (not tail and piece.startswith(b"PK\x03\x04")):
                        inner.append(piece)
                    tail = piece[-OVERLAP:]
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
            if isinstance(broken, Refused):
                raise
            raise Refused(CORRUPT) from broken
        if inner:
            if depth == MAX_NESTING:
                raise Refused(BOMB)
            unpacked = _inner(b"".join(inner), depth + 1, unpacked)
    return unpacked


def _inner(data: bytes, depth: int, unpacked: int) -> int:
    """An archive inside the archive: a file put into a document, or a bomb in its shell."""
    try:
        archive = opened(data)
    except Refused as refused:
        if str(refused) == BOMB:
            raise
        return unpacked  # a broken or locked inner file harms nobody here; reading it is another matter
    return _parts(archive, depth, unpacked)


def part(archive: ZipFile, name: str) -> bytes:
    """One part's bytes; Refused as damaged when it is not there."""
    try:
        return archive.read(name)
    except (KeyError, BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise Refused(CORRUPT) from broken


def xml_parser(*, comments: bool = False) -> etree.XMLParser:
    """How every part is read: no entities, no network, bounded depth and size."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not comments,
    )
