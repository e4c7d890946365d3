"""Every word of a PDF: its pages as they look, what lies under and beside them, and its earlier states."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from gongkai.ground.attachments.rules import Hiding, Piece, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT, LOCKED

from .parts import Readers
from .pdf_page import PageView, view
from .pdf_parts import beside
from .pdf_pictures import Words, pictures, pieces, settle_layer
from .place import Found, piece

MAX_PICTURE_PAGES = 200  # pages read by OCR, some 2 s each; more are named as unread
MAX_STATES = 5
_END = b"%%EOF"
_LOCKED = 4  # FPDF_ERR_PASSWORD


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, closed when done."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as broken:
        locked = getattr(broken, "err_code", None) == _LOCKED or "password" in str(broken).lower()
        raise Refused(LOCKED if locked else CORRUPT) from broken
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


def examine(page: pdfium.PdfPage, *, recognise: bool) -> tuple[PageView, Words]:
    """A page as it looks, the words of its pictures, and the layer of a scan settled against them."""
    looked = view(page)
    undrawn = any(one.undrawn for one in looked.glyphs)
    words = Words((), (), complete=not looked.has_pictures() and not undrawn)
    if recognise:
        words = pictures(page, looked)
    settle_layer(looked, words)
    return looked, words


def pdf(data: bytes, readers: Readers) -> Found:
    """Every word of a PDF."""
    with opened(data) as document:
        read, seen = 0, []
        for number in range(len(document)):
            page = document[number]
            looked, words = examine(page, recognise=readers.recognise and read < MAX_PICTURE_PAGES)
            read += looked.has_pictures()
            place = f"第 {number + 1} 页"
            seen.append(looked.seen())
            yield from piece(looked.seen(), place)
            for text, hiding in looked.unseen():
                yield Piece(text, f"{place}（{hiding.label}）", hiding)
            yield from pieces(words, place)
            page.close()
    yield from beside(data, readers)
    yield from _earlier(data, "\n".join(seen))


def _earlier(data: bytes, seen: str) -> Found:
    """Words of states that the file was saved over: a later state is only added at the end."""
    ends, at = [], data.find(_END)
    while at >= 0:
        ends.append(at + len(_END))
        at = data.find(_END, at + 1)
    for number, end in enumerate(ends[:-1][-MAX_STATES:], 1):
        try:
            with opened(data[:end]) as document:
                for page in document:
                    text = page.get_textpage().get_text_range()
                    gone = [line for line in text.split("\r\n") if line.strip() and line.strip() not in seen]
                    yield from piece("\n".join(gone), f"第 {number} 次保存的旧内容", Hiding.CHANGE)
        except (Refused, pdfium.PdfiumError):  # the first end mark of a file made for the web closes nothing
            continue
