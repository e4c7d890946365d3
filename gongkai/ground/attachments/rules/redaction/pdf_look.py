"""What a PDF page says: the letters that are written on it, and those that can be read in its picture."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from gongkai.ground.attachments.rules.hidden.ocr import Sign
from gongkai.ground.attachments.rules.hidden.pdf_objects import area, overlap
from gongkai.ground.attachments.rules.hidden.pdf_page import view
from gongkai.ground.attachments.rules.hidden.pdf_pictures import Words as Said
from gongkai.ground.attachments.rules.hidden.pdf_pictures import settle_layer

from .painting import Box
from .reading import signs_of

DPI = 200
MAX_SIDE = 6_000  # pixels: larger plans are drawn with fewer dots
SHARPEST = 1_200  # dots an inch: a picture drawn smaller than that says more than a reader sees
_PLAIN = 0.98  # share of a picture that must be seen


@dataclass(slots=True)
class Letter:
    """One character of the text layer: where it is drawn, in pixels, and whether a reader sees it."""

    text: str
    box: Box | None
    seen: bool


@dataclass(slots=True)
class Look:
    """A page: ``letters`` are written on it, ``lines`` are read by OCR; ``cut`` are the boxes to paint."""

    letters: list[Letter]
    lines: list[list[Sign]]
    size: tuple[int, int]
    scale: float  # pixels a point
    sure: bool
    hides: bool  # something stands on the page that its picture does not show
    cut: list[Box] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)  # letters that go, by their place in ``letters``


def scale_of(page: pdfium.PdfPage) -> float:
    """Pixels a point."""
    return float(min(DPI / 72, MAX_SIDE / max(*page.get_size(), 1)))


def picture_of(page: pdfium.PdfPage) -> Image.Image:
    """The page as it is seen, with its forms and stamps."""
    picture: Image.Image = page.render(scale=scale_of(page)).to_pil().convert("RGB")
    return picture


def look_at(page: pdfium.PdfPage) -> Look:
    """Read a page, by its letters and by eye."""
    picture = picture_of(page)
    lines, sure = signs_of(picture)
    seen = view(page)
    settle_layer(seen, Said(tuple("".join(one.text for one in line) for line in lines), (), complete=sure))
    text = page.get_textpage()
    letters = []
    for number, glyph in enumerate(seen.glyphs):
        box = None
        if glyph.text.strip() and raw.FPDFText_IsGenerated(text, number) != 1:
            # The box of the glyph; that of the font (loose) may reach over the lines above and below.
            tight = text.get_charbox(number)
            drawn = tight if area(tight) > 0 else text.get_charbox(number, loose=True)
            box = on_picture(page, picture.size, drawn)
        letters.append(Letter(glyph.text, box, glyph.hiding is None))
    hides = any(one.hiding is not None and one.text.strip() for one in seen.glyphs)
    pictures = [one for one in seen.objects if one.kind == raw.FPDF_PAGEOBJ_IMAGE]
    for one in pictures:
        later = [cover for other in seen.objects if other.turn > one.turn for cover in other.covers]
        shown = max((area(overlap(box, seen.size)) for box in one.covers), default=0.0)
        hides = hides or shown < _PLAIN * area(one.box) or any(area(overlap(one.box, box)) for box in later)
        hides = hides or _too_sharp(one.handle, one.box)
    return Look(letters, lines, picture.size, scale_of(page), sure, hides)


def _too_sharp(one: pdfium.PdfObject, box: Box) -> bool:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(one.raw, wide, high)
    across, up = max(box[2] - box[0], 0.01), max(box[3] - box[1], 0.01)
    return bool(min(wide.value / across, high.value / up) * 72 > SHARPEST)


def on_picture(page: pdfium.PdfPage, size: tuple[int, int], box: Box) -> Box:
    """A box of the page (left, bottom, right, top in its own points) in pixels of its picture."""
    corners = []
    x, y = ctypes.c_int(), ctypes.c_int()
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        corners.append((float(x.value), float(y.value)))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes."""
    return (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )


def inside(box: Box, others: Sequence[Box]) -> bool:
    """Whether the middle of a box lies in one of others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in others)
