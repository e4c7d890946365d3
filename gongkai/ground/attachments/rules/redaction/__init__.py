"""Taking words out of a file for good: found in every layer, cut, and the result searched again."""

from dataclasses import dataclass

from gongkai.ground.attachments.rules import Format, Refused

MARK = "■■"  # what stands where something was cut: always as wide, so that it tells no length
PICTURES = (Format.PNG, Format.JPEG, Format.TIFF)
FORMATS = (Format.PDF, Format.DOCX, Format.XLSX, Format.HTML, Format.TEXT, Format.CSV, *PICTURES)
NOT_TAKEN = "{}还不能处理：版式文件里的字形编号会保留文字。请用阅读器另存或打印为 PDF，再对 PDF 处理"
NO_PAGE = "要遮盖的区域不在文件的页面之内，没有处理；请重新框选"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle to cut on a page (from 1), in shares of the page as it is seen, from its top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Redacted:
    """The copy; how many places were cut; the pages drawn anew; words found nowhere; what to look at."""

    data: bytes
    removed: int
    pages: tuple[int, ...] = ()
    not_found: tuple[int, ...] = ()  # numbers of words, from 1
    notes: tuple[str, ...] = ()


def taken(format: Format) -> Format:
    """The format, when files of it can be redacted."""
    if format not in FORMATS:
        raise Refused(NOT_TAKEN.format(format.label))
    return format
