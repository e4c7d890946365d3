"""What a file is, told by its content: its name may only agree.

Pure: no Django, no clock, no I/O. Whatever is not taken is refused with what happened and what to do.
"""

import re
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree
from PIL import Image, UnidentifiedImageError

from . import MAX_BYTES, Format, Refused, archives, legacy, plaintext

NAMES = {
    Format.DOCX: ("docx",),
    Format.XLSX: ("xlsx",),
    Format.PDF: ("pdf",),
    Format.OFD: ("ofd",),
    Format.HTML: ("html", "htm", "xhtml", "shtml"),
    Format.TEXT: ("txt", "text"),
    Format.CSV: ("csv",),
    Format.JPEG: ("jpg", "jpeg"),
    Format.PNG: ("png",),
    Format.TIFF: ("tif", "tiff"),
}
PICTURES = {
    b"\xff\xd8\xff": Format.JPEG,
    b"\x89PNG\r\n\x1a\n": Format.PNG,
    b"II*\x00": Format.TIFF,
    b"MM\x00*": Format.TIFF,
}
MAX_PIXELS = 200_000_000  # an A3 page at 1,200 dpi; a picture that unpacks to more is a bomb
PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")
PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"MSCF")
OTHER_PICTURES = (b"GIF8", b"RIFF", b"\x00\x00\x01\x00")
WORD = "wordprocessingml.document.main+xml"
SHEET = "spreadsheetml.sheet.main+xml"
MACROS = re.compile(rb"macroEnabled|vnd\.ms-office\.vbaProject|ms-excel\.(?:intl)?macrosheet", re.IGNORECASE)
MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|(?:intl)?macrosheets/)", re.IGNORECASE)
MACRO = "文件带有宏程序，不能公开；请另存为不带宏的 .docx 或 .xlsx 后再上传"
UNPACK = "这是压缩包，请解压后把里面的文件逐个上传"
PROGRAM = "这是可执行程序，不能上传"


def recognise(data: bytes, name: str) -> Format:
    """The format of ``data``; Refused for anything else, and when the ending of ``name`` contradicts it."""
    if not data:
        raise Refused("文件是空的，没有内容；请检查后重新上传")
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise Refused(f"文件超过 {limit} MB，不能接收；请压缩其中的图片或拆成几个文件后再上传")
    found = _content(data, ending(name))
    _agrees(found, ending(name))
    return found


def ending(name: str) -> str:
    """What stands behind the last full stop of a name, in small letters; "" when nothing does."""
    stem, dot, last = name.strip().rpartition(".")
    return last.lower() if dot and stem else ""


def _agrees(found: Format, end: str) -> None:
    if end and end not in NAMES[found]:
        raise Refused(
            f"文件名以 .{end[:10]} 结尾，内容却是{found.label}（.{NAMES[found][0]}）；请确认没有选错文件，"
            f"再把文件名改成以 .{NAMES[found][0]} 结尾后上传"
        )


def _content(data: bytes, end: str) -> Format:
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(legacy.OLE):
        raise Refused(legacy.reason(data, end))
    for start, picture in PICTURES.items():
        if data.startswith(start):
            return _picture(data, picture)
    if data.startswith(PROGRAMS) or (data.startswith(b"MZ") and b"\0" in data[:1024]):
        raise Refused(PROGRAM)
    if data.startswith(PACKED):
        raise Refused(UNPACK)
    head = data[:1024]
    if b"%PDF-" in head and b"<" not in head[: head.index(b"%PDF-")]:
        return _pdf(data)
    bitmap = data.startswith(b"BM") and b"\0" in data[:64]
    if bitmap or data.startswith(OTHER_PICTURES) or data[4:8] == b"ftyp":
        raise Refused("不接收这种图片或影音格式；图片请另存为 JPEG 或 PNG 后再上传")
    if data.startswith(b"{\\rtf"):
        raise Refused("这是 RTF 文档；请用 Word 或 WPS 打开，另存为 .docx 后再上传")
    return plaintext.recognise(data, end)


def _packed(data: bytes) -> Format:
    archive = archives.opened(data)
    names = set(archive.namelist())
    if any(MACRO_PARTS.search(name) for name in names):
        raise Refused(MACRO)
    if "OFD.xml" in names:
        archives.examine(data)
        _well_formed(archive, "OFD.xml")
        return Format.OFD
    if "[Content_Types].xml" in names:
        types = archives.part(archive, "[Content_Types].xml")
        if MACROS.search(types):
            raise Refused(MACRO)
        archives.examine(data)
        return _office(archive, types.decode("utf-8", "replace"))
    if "mimetype" in names and b"opendocument" in archives.part(archive, "mimetype")[:200]:
        raise Refused("这是 OpenDocument 文件；请另存为 .docx 或 .xlsx 后再上传")
    archives.examine(data)
    raise Refused(UNPACK)


def _office(archive: ZipFile, types: str) -> Format:
    for kind, found in ((WORD, Format.DOCX), (SHEET, Format.XLSX)):
        if kind in types:
            _well_formed(archive, main_part(types, kind))
            return found
    if "presentationml" in types:
        raise Refused("不接收演示文稿；请另存为 PDF 后再上传")
    if "ms-excel.sheet.binary" in types:
        raise Refused("这是二进制工作簿（.xlsb）；请另存为 .xlsx 后再上传")
    if "wordprocessingml.template" in types or "spreadsheetml.template" in types:
        raise Refused("这是模板文件；请另存为 .docx 或 .xlsx 后再上传")
    raise Refused(archives.CORRUPT)


def main_part(types: str, kind: str) -> str:
    """The name of the part of a content type, as ``[Content_Types].xml`` gives it."""
    for override in re.findall(r"<Override\b[^>]*>", types):
        if kind in override and (found := re.search(r"PartName\s*=\s*[\"']/?([^\"']+)", override)):
            return found[1]
    return "word/document.xml" if kind == WORD else "xl/workbook.xml"


def _well_formed(archive: ZipFile, name: str) -> None:
    parser = etree.XMLPullParser(events=(), resolve_entities=False, no_network=True)
    try:
        parser.feed(archives.part(archive, name))
        parser.close()
    except etree.XMLSyntaxError as broken:
        raise Refused(archives.CORRUPT) from broken


def _pdf(data: bytes) -> Format:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as broken:
        if broken.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Refused(archives.LOCKED) from broken
        raise Refused("PDF 已损坏，打不开；请重新生成或另存后再上传") from broken
    try:
        if len(document) == 0:
            raise Refused("PDF 里一页也没有；请重新生成后再上传")
    finally:
        document.close()
    return Format.PDF


def _picture(data: bytes, found: Format) -> Format:
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(BytesIO(data), formats=(found.name,)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused("图片的像素过多，没有接收；请缩小后再上传")
            if found is not Format.TIFF:
                picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused("图片已损坏，打不开；请重新导出后再上传") from broken
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    return found
