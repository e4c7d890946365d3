"""Every word of a file with its place: the one door to the readers of this folder."""

import gc
from collections.abc import Callable

from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT
from gongkai.ground.language.rules.decoding import decode

from .in_document import document
from .in_ofd import ofd
from .in_pdf import pdf
from .in_picture import picture
from .in_webpage import webpage
from .in_workbook import workbook
from .package import Package
from .parts import Readers
from .place import Found, Unread, inside, piece
from .wrapped import kind_of, unwrap

MAX_DEPTH = 4  # files inside files; practice: a workbook in a document in an attachment of a PDF
PICTURES = (Format.JPEG, Format.PNG, Format.TIFF)


def contents(data: bytes, format: Format, *, ocr: bool = True) -> Contents:
    """Every word of a file, seen and unseen. ``ocr`` reads pictures too; without it they are named as unread.

    Raises Refused (or MemoryError, where memory is limited) and nothing else, whatever the bytes are.
    """
    collects = gc.isenabled()
    try:
        if format is Format.XLSX:  # a million cells, none in a ring: the collector would look at them in vain
            gc.disable()
        found = list(_read(data, format, ocr, 0))
    except (Refused, MemoryError):  # the process that gave us the memory says what that means
        raise
    except Exception as broken:  # the parsers of seven formats, fed by strangers, may raise anything at all
        raise Refused(CORRUPT) from broken
    finally:
        if collects:
            gc.enable()
    pieces = tuple(one for one in found if isinstance(one, Piece))
    unread = dict.fromkeys(one.place for one in found if isinstance(one, Unread))
    return Contents(format, pieces, tuple(unread))


def _read(data: bytes, format: Format, ocr: bool, depth: int) -> Found:
    readers = Readers(
        picture=lambda inner: picture(inner, recognise=ocr),
        file=lambda inner, name: _inner(inner, name, ocr, depth + 1),
        recognise=ocr,
    )
    if format in PICTURES:
        return picture(data, recognise=ocr)
    packages: dict[Format, Callable[[Package, Readers], Found]] = {
        Format.DOCX: document,
        Format.XLSX: workbook,
        Format.OFD: ofd,
    }
    if format in packages:
        return packages[format](Package(data), readers)
    if format is Format.PDF:
        return pdf(data, readers)
    return webpage(data) if format is Format.HTML else _lines(data)


def _inner(data: bytes, name: str, ocr: bool, depth: int) -> Found:
    """What a file inside a file says; one that cannot be read is named, and does not spoil the rest."""
    label = f"嵌入文件‘{name}’"
    try:
        files = unwrap(data)
        for inner in files if depth <= MAX_DEPTH else []:
            if format := kind_of(inner):
                yield from inside(_read(inner, format, ocr, depth), label, Hiding.EMBEDDED)
            else:
                yield Unread(label)
        if depth > MAX_DEPTH or not files:
            yield Unread(label)
    except Exception:  # as above: whatever a parser raises, this part is unread
        yield Unread(label)


def _lines(data: bytes) -> Found:
    for number, line in enumerate(decode(data)[0].splitlines(), 1):
        yield from piece(line, f"第 {number} 行")
