"""PDF documents as HTML: pdfium gives signs and drawn lines, ``flow`` makes text of them.

What a reader does not see is left out: signs under an opaque box drawn later, invisible and off-page
ones. The invisible text that a scanner lays behind its picture stays, because the picture shows it.
Pure: no Django, no clock, no I/O.
"""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from .. import Refused
from . import flow, pdf_drawings
from .pdf_drawings import Drawn
from .shapes import Glyph, Page

MOST_PAGES = 600
TOO_LONG = "PDF 超过 600 页，不宜转成网页正文；请作为附件公开"
LOCKED = "PDF 设了密码或已损坏，打不开；请另存后再上传"
FEWEST_SIGNS = 8  # fewer beside a picture of the page are a stamp, not its text
INVISIBLE = 3  # text rendering mode: PDF 32000-1, 9.3.6
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "hei", "黑体", "xiaobiaosong", "小标宋")


@dataclass(frozen=True, slots=True)
class Type:
    """What signs of one text object share. ``order`` is when it is drawn."""

    size: float
    bold: bool
    order: int
    invisible: bool


def to_html(data: bytes) -> str:
    """The whole document; pages without readable text are named in their place."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as broken:
        raise Refused(LOCKED) from broken
    try:
        if len(document) > MOST_PAGES:
            raise Refused(TOO_LONG)
        pages = [read(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as broken:
        raise Refused(LOCKED) from broken
    finally:
        document.close()
    if all(page.scanned or not page.glyphs for page in pages):
        return ""
    return flow.to_html(pages)


def read(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Signs and lines of one page as a reader holds it (a turned page is turned)."""
    page = document[number]
    try:
        width, height = page.get_size()
        turn = page.get_rotation()
        crop = page.get_cropbox()
        drawn = pdf_drawings.read(page)
        text = page.get_textpage()
        try:
            glyphs = signs(text, drawn, crop)
        finally:
            text.close()
        picture = any(image.share(width * height) > pdf_drawings.WHOLE for image in drawn.images)
        placed = [turned(glyph, turn, crop) for glyph in glyphs]
        rules = [pdf_drawings.turned(rule, turn, crop) for rule in drawn.rules]
        scanned = picture and sum(not glyph.text.isspace() for glyph in placed) < FEWEST_SIGNS
        return Page(width, height, placed, rules, scanned)
    finally:
        page.close()


def signs(text: pypdfium2.PdfTextPage, drawn: Drawn, crop: tuple[float, float, float, float]) -> list[Glyph]:
    """The signs that are seen."""
    known: dict[int, Type] = {}
    found = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = raw.FS_RECTF()
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        if (
            code < 0x20
            or code in (0x20, 0xA0, 0x3000, 0xFFFE, 0xFFFF)
            or raw.FPDFText_IsGenerated(text, place) == 1
        ):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, place, box):
            continue
        raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
        kind = type_of(text, place, drawn, known)
        middle_x, middle_y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        outside = not (crop[0] <= middle_x <= crop[2] and crop[1] <= middle_y <= crop[3])
        if outside or kind.size < 1.5 or (kind.invisible and not drawn.images):
            continue
        if drawn.covers(kind.order, middle_x, (bottom.value + top.value) / 2):
            continue
        # The loose box holds the whole sign cell; for Chinese its sides are what lines are spaced by.
        sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        found.append(Glyph(sign, box.left, box.bottom, box.right, box.top, kind.size, kind.bold))
    return found


def type_of(text: pypdfium2.PdfTextPage, place: int, drawn: Drawn, known: dict[int, Type]) -> Type:
    """Of a sign's text object, read once for all its signs."""
    pointer = raw.FPDFText_GetTextObject(text, place)
    key = ctypes.cast(pointer, ctypes.c_void_p).value or 0
    if key not in known:
        size = ctypes.c_float()
        matrix = raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(pointer, size)
        raw.FPDFPageObj_GetMatrix(pointer, matrix)
        scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5 * drawn.scales.get(key, 1.0)
        name = ctypes.create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(pointer), name, 200)
        face = name.value.decode("utf-8", "replace").lower()
        bold = raw.FPDFText_GetFontWeight(text, place) >= BOLD_WEIGHT or any(
            one in face for one in BOLD_NAMES
        )
        mode = raw.FPDFTextObj_GetTextRenderMode(pointer)
        known[key] = Type(size.value * scale, bold, drawn.orders.get(key, -1), mode == INVISIBLE)
    return known[key]


def turned(glyph: Glyph, turn: int, crop: tuple[float, float, float, float]) -> Glyph:
    """A sign of a page that is shown turned clockwise by ``turn`` degrees, counted from the shown corner."""
    left, bottom = pdf_drawings.point(glyph.left, glyph.bottom, turn, crop)
    right, top = pdf_drawings.point(glyph.right, glyph.top, turn, crop)
    return Glyph(
        glyph.text,
        min(left, right),
        min(bottom, top),
        max(left, right),
        max(bottom, top),
        glyph.size,
        glyph.bold,
    )
