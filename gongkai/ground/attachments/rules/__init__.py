"""What a file is, what it says, and where it says it without showing it.

Pure: no Django, no clock, no I/O; every function takes bytes. Strangers’ files are only ever read in a child
process (``attachments.sandbox``), whose limits bound what a file made to harm can take.
"""

from dataclasses import dataclass

from gongkai.ground.language.rules.labels import Labelled

MAX_BYTES = 100 * 1024 * 1024  # the largest file taken in: practice


class Format(Labelled):
    """What a file is by its content, whatever its name says."""

    DOCX = "docx", "Word 文档"
    XLSX = "xlsx", "Excel 工作簿"
    PDF = "pdf", "PDF 文档"
    OFD = "ofd", "OFD 版式文档"
    HTML = "html", "网页"
    TEXT = "txt", "纯文本"
    CSV = "csv", "CSV 表格"
    JPEG = "jpg", "JPEG 图片"
    PNG = "png", "PNG 图片"
    TIFF = "tif", "TIFF 图片"


# As programs name the formats (IANA media types; OFD has none registered).
MEDIA = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.OFD: "application/ofd",
    Format.HTML: "text/html",
    Format.TEXT: "text/plain",
    Format.CSV: "text/csv",
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.TIFF: "image/tiff",
}


class Hiding(Labelled):
    """Where in a file words stand. VISIBLE is what a reader of the printed page sees."""

    VISIBLE = "visible", "正文"
    SHEET = "sheet", "隐藏工作表"
    ROW = "row", "隐藏行"
    COLUMN = "column", "隐藏列"
    PIVOT_CACHE = "pivot_cache", "数据透视表缓存"
    COMMENT = "comment", "批注"
    CHANGE = "change", "修订痕迹"
    HIDDEN_TEXT = "hidden_text", "隐藏文字"
    PROPERTY = "property", "文档属性"
    COVERED = "covered", "被遮盖的文字"
    EXIF = "exif", "图片拍摄信息"
    EMBEDDED = "embedded", "嵌入的文件"
    NAME = "name", "定义的名称"
    PICTURE = "picture", "图片中的文字"
    EXTERNAL = "external", "外部链接与缓存"
    REMNANT = "remnant", "残留数据"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a file. ``place`` says to a person where: “工作表‘人员’第 3 行”, “第 2 页”."""

    text: str
    place: str
    hiding: Hiding = Hiding.VISIBLE


@dataclass(frozen=True, slots=True)
class Contents:
    """Every word of a file, seen and unseen. ``unread`` names the places that no program could read."""

    format: Format
    pieces: tuple[Piece, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy without anything hidden, and what a person should know of it before using it."""

    data: bytes
    notes: tuple[str, ...] = ()


class Refused(ValueError):
    """The file cannot be taken; the message says why and what to do instead, in Chinese."""
