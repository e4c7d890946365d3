"""The door to redaction: a copy without the words, searched again before anybody gets it."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import html as web

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT
from gongkai.ground.attachments.rules.cleaning.of_webpage import webpage_copy
from gongkai.ground.attachments.rules.hidden.in_webpage import tree
from gongkai.ground.language.rules.decoding import decode

from . import NO_PAGE, PICTURES, Redacted, Region, taken
from .left_over import left_over
from .markup import WEB_GROUPS, bare, cut_attributes, cut_text
from .office import office_without
from .pdf_redaction import pdf_without
from .pictures import cut_picture
from .wordlist import Words

NO_PAGES = "只有 PDF 和图片能按区域遮盖；这个文件请写出要去掉的词"
NOTHING = "没有写出要去掉的词，也没有框选区域；请至少给出一样"
STILL = "去除以后仍能在 {} 找到要去掉的词，没有写出文件；请在原软件中手工删除这些内容后再处理"


def redacted(data: bytes, format: Format, words: Sequence[str], regions: Sequence[Region] = ()) -> Redacted:
    """A copy without ``words`` and ``regions``; Refused when it cannot be made or a word is left in it."""
    try:
        taken(format)
        if not words and not regions:
            raise Refused(NOTHING)
        if regions and format not in (Format.PDF, *PICTURES):
            raise Refused(NO_PAGES)
        wanted = Words(words)
        copy = _copy(data, format, wanted, [_checked(one) for one in regions])
        if left := list(left_over(copy.data, format, Words(words), copy.pages)):
            raise Refused(STILL.format("、".join(dict.fromkeys(left[:3]))))
    except (Refused, MemoryError):
        raise
    except Exception as broken:  # as in contents: the parsers of seven formats may raise anything at all
        raise Refused(CORRUPT) from broken
    missed = tuple(number for number, word in enumerate(words, 1) if word not in wanted.met)
    return replace(copy, not_found=missed)


def _checked(region: Region) -> Region:
    across, down = 0 <= region.left < region.right <= 1, 0 <= region.top < region.bottom <= 1
    if region.page < 1 or not across or not down:
        raise Refused(NO_PAGE)
    return region


def _copy(data: bytes, format: Format, words: Words, regions: list[Region]) -> Redacted:
    if format is Format.PDF:
        return pdf_without(data, words, regions)
    if format in (Format.DOCX, Format.XLSX):
        return office_without(data, format, words)
    if format in PICTURES:
        picture = cut_picture(data, words, regions)
        return Redacted(picture.data, picture.removed, picture.pages, notes=picture.notes)
    if format is Format.HTML:
        return _webpage(data, words)
    text = decode(data)[0]
    mark = b"\xef\xbb\xbf" if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else b""
    return Redacted(mark + words.cut(text).encode(), len(words.spans(text)))


def _webpage(data: bytes, words: Words) -> Redacted:
    """The page as cleaning leaves it, without the words in its texts and attributes."""
    root = bare(tree(webpage_copy(data).decode()))
    removed = cut_text(root, words, WEB_GROUPS) + cut_attributes(root, words)
    text = web.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return Redacted(text.encode(), removed)
