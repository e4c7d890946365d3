"""The written copy searched again, from its bytes: is any word still in it, and where.

What is searched: the bytes as they are, every part unpacked, every text as a reader or a program would read
it, and by OCR every picture that was painted.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pikepdf
from lxml import etree
from PIL import Image, ImageSequence

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.hidden.in_pdf import opened
from gongkai.ground.attachments.rules.hidden.in_webpage import tree
from gongkai.ground.attachments.rules.hidden.package import Package
from gongkai.ground.language.rules.decoding import decode

from .cells import plain
from .markup import WEB_GROUPS, attributes, chunks, is_written, joined
from .painting import hits
from .pdf_look import picture_of
from .pdf_walk import names, reach, spoken, strings
from .reading import signs_of
from .wordlist import Words

_PICTURES = (Format.PNG, Format.JPEG, Format.TIFF)
_NOISE = ("/Image", "/Type1C", "/CIDFontType0C", "/OpenType")  # streams whose bytes may spell anything


def left_over(data: bytes, format: Format, words: Words, pages: tuple[int, ...] = ()) -> Iterator[str]:
    """The places of a copy where a word is still found; OCR looks at ``pages`` (from 1)."""
    if words.in_bytes(data, sure=True):
        yield "文件字节"
    if format is Format.PDF:
        yield from _pdf(data, words, pages)
    elif format in (Format.DOCX, Format.XLSX):
        yield from _package(data, words, set(pages))
    elif format in _PICTURES:
        yield from _picture(data, words, pages)
    elif format is Format.HTML:
        text = decode(data)[0]
        telling = words.telling
        raw = telling is not None and telling.in_text(text)
        if raw or any(_in_tree(tree(text), words, WEB_GROUPS)):
            yield "网页"
    elif words.in_text(decode(data)[0]):
        yield "正文"


def _pdf(data: bytes, words: Words, pages: tuple[int, ...]) -> Iterator[str]:
    with pikepdf.open(BytesIO(data)) as document:
        telling = words.telling
        if words.in_any(strings(document.trailer)):
            yield "PDF 字符串"
        if telling and telling.in_any(names(document.trailer)):
            yield "PDF 名称"
        for one in reach(document.trailer):
            if isinstance(one, pikepdf.Stream) and _in_stream(one, words):
                yield f"PDF 数据流 {one.objgen[0]}"
        for number, page in enumerate(document.pages, 1):
            if words.in_text(spoken(page)):
                yield f"第 {number} 页的绘制指令"
    with opened(data) as document:
        told = []
        for number in range(len(document)):
            text = document[number].get_textpage()
            told.append(text.get_text_range())
            if (number + 1) in pages and hits(signs_of(picture_of(document[number]))[0], words, fuzzy=False):
                yield f"第 {number + 1} 页的图像"
        if words.in_text("\n".join(told)):
            yield "PDF 文字"
        if any(words.in_text(one.get_title()) for one in document.get_toc()):
            yield "书签"


def _in_stream(one: pikepdf.Stream, words: Words) -> bool:
    noise = str(one.get("/Subtype", "")) in _NOISE or "/Length1" in one
    with suppress(pikepdf.PdfError):
        if words.in_bytes(bytes(one.read_raw_bytes()), sure=True):
            return True
        if str(one.get("/Filter", "")) != "/DCTDecode":
            return words.in_bytes(bytes(one.read_bytes()), sure=noise)
    return False


def _package(data: bytes, words: Words, pages: set[int]) -> Iterator[str]:
    package = Package(data)
    for name in package.names:
        telling = words.telling
        if telling and telling.in_text(name):
            yield "部件名"
        content = package.read(name)
        if name.lower().endswith((".xml", ".rels", ".vml")):
            if words.in_bytes(content, sure=False) or any(_in_tree(package.xml(name), words)):
                yield name
        elif words.in_bytes(content, sure=True):
            yield name
        else:
            yield from (f"{name} {place}" for place in _picture(content, words, ()))


def _in_tree(root: etree._Element, words: Words, groups: set[str] | None = None) -> Iterator[bool]:
    found = chunks(root, groups) if groups else chunks(root)
    yield words.in_text(joined(found))
    held = attributes(root)
    yield words.in_any(text for one, key, text in held if is_written(one, key))
    if words.telling:
        yield words.telling.in_any(text for _, _, text in held)
        yield words.telling.in_any(plain(one.text) for one in root.iter("{*}v", "{*}f") if one.text)


def _picture(data: bytes, words: Words, pages: tuple[int, ...]) -> Iterator[str]:
    image = Image.open(BytesIO(data))
    for number, frame in enumerate(ImageSequence.Iterator(image), 1):
        if hits(signs_of(frame)[0], words, fuzzy=False):
            yield f"第 {number} 页的图像"
