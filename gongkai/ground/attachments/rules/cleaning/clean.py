"""The door to cleaning: a copy without anything hidden, held against the original before it is handed out."""

from collections import Counter

from gongkai.ground.attachments.rules import Cleaned, Contents, Format, Hiding, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT
from gongkai.ground.attachments.rules.hidden.contents import contents
from gongkai.ground.attachments.rules.hidden.package import Package

from .of_document import document_copy
from .of_ofd import ofd_copy
from .of_pdf import pdf_copy
from .of_picture import picture_copy
from .of_webpage import webpage_copy
from .of_workbook import workbook_copy

SEEN = (Hiding.VISIBLE, Hiding.PICTURE)
PICTURES = (Format.JPEG, Format.PNG, Format.TIFF)
_PACKAGES = {Format.DOCX: document_copy, Format.XLSX: workbook_copy, Format.OFD: ofd_copy}


def clean(data: bytes, format: Format) -> bytes:
    """A copy without hidden content that keeps what is visible; Refused when that cannot be promised."""
    return cleaned(data, format).data


def cleaned(data: bytes, format: Format) -> Cleaned:
    """As ``clean``, with its notes."""
    try:
        copy = _copy(data, format)
        # The text layer of a scan can only be told from hidden words by reading the scan.
        after = contents(copy.data, format, ocr=format is Format.PDF)
        _held_against(contents(data, format, ocr=False), after, copy)
    except (Refused, MemoryError):
        raise
    except Exception as broken:  # as in contents: the parsers of seven formats may raise anything at all
        raise Refused(CORRUPT) from broken
    return copy


def _copy(data: bytes, format: Format) -> Cleaned:
    if format in _PACKAGES:
        return Cleaned(_PACKAGES[format](Package(data)))
    if format is Format.PDF:
        return Cleaned(*pdf_copy(data))
    if format in PICTURES:
        return Cleaned(picture_copy(data))
    return Cleaned(webpage_copy(data) if format is Format.HTML else data)


def _held_against(before: Contents, after: Contents, copy: Cleaned) -> None:
    """Nothing hidden is left, nothing visible is lost; pages that became pictures are told in the notes."""
    if left := [one.place for one in after.pieces if one.hiding not in SEEN]:
        raise Refused(f"自动清理后仍有隐藏内容（{'、'.join(left[:3])}）。请在原软件中手工删除后重新上传。")
    lost = visible(before) - visible(after)
    if lost and not copy.notes and before.format is not Format.HTML:
        raise Refused("自动清理会改变可见内容，已放弃。请在原软件中手工删除隐藏内容后重新上传。")


def visible(found: Contents) -> Counter[str]:
    """The words that a reader sees, however often."""
    return Counter(one.text for one in found.pieces if one.hiding is Hiding.VISIBLE)
