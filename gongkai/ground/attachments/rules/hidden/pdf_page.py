"""What a PDF page says and whether it shows it: each character is held against the page as it is painted.

A character is seen when there is ink where it stands. That one test finds white letters, letters outside the
page, in layers switched off, under boxes, under notes. Beside it: what is painted over by a box or a picture
that itself is not plain, and letters that are written without being drawn.
"""

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from gongkai.ground.attachments.rules import Hiding

from .pdf_objects import Box, Painted, area, overlap, painted

SCALE = 2.0  # pixels a point: small print still has ink
CONTRAST = 16  # of 255: what differs less from its ground nobody reads
COVERED = 0.75  # share of a character under a box before it counts as covered
MARGIN = 3  # pixels beside a character that tell what it stands on
SPECK = 2.0  # points: lower lines nobody reads
MAX_SIDE = 8_000  # pixels: a plan in A0 is rendered smaller
_UNDRAWN = (3, 7)  # text rendering modes that draw nothing (ISO 32000-1, table 106)


@dataclass(slots=True)
class Glyph:
    """One character: what it is, the address of the object that painted it, and how it hides (None: seen)."""

    text: str
    address: int
    hiding: Hiding | None
    undrawn: bool


@dataclass(slots=True)
class PageView:
    """A page as it is written and as it looks."""

    glyphs: list[Glyph]
    objects: list[Painted]
    size: Box
    ink: bool

    def has_pictures(self) -> bool:
        """Whether anything here can only be read by OCR."""
        images = any(one.kind == raw.FPDF_PAGEOBJ_IMAGE for one in self.objects)
        return images or (self.ink and not any(one.text.strip() for one in self.glyphs))

    def seen(self) -> str:
        return _clean("".join(one.text for one in self.glyphs if one.hiding is None or one.text.isspace()))

    def unseen(self) -> list[tuple[str, Hiding]]:
        """Runs of characters that are not seen."""
        runs: list[tuple[str, Hiding]] = []
        last: Hiding | None = None
        for one in self.glyphs:
            if one.hiding is None:
                last = None if one.text.strip() else last
            elif runs and last == one.hiding:
                runs[-1] = (runs[-1][0] + one.text, one.hiding)
            else:
                runs.append((one.text, one.hiding))
                last = one.hiding
        return [(text, hiding) for text, hiding in ((_clean(text), hiding) for text, hiding in runs) if text]


def _clean(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip())


def view(page: pdfium.PdfPage) -> PageView:
    """Look at a page."""
    left, bottom, right, top = size = page.get_bbox()
    scale = min(SCALE, MAX_SIDE / max(right - left, top - bottom, 1))
    picture = page.render(scale=scale, grayscale=True).to_numpy().astype(np.int16).squeeze()
    turned = page.get_rotation()
    objects = painted(page)
    order = {one.address: one for one in objects}
    later = [(one.turn, box) for one in objects for box in one.covers]
    text = page.get_textpage()
    glyphs: list[Glyph] = []
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, number)
        character = chr(code) if 0 < code < 0x110000 else ""
        handle = raw.FPDFText_GetTextObject(text, number)
        if not handle or not character.strip() or raw.FPDFText_IsGenerated(text, number) == 1:
            last = glyphs[-1].hiding if glyphs else None
            glyphs.append(Glyph(character, 0, last if character.isspace() else None, False))
            continue
        address = ctypes.addressof(handle.contents)
        box = text.get_charbox(number)
        hiding = None
        undrawn = raw.FPDFTextObj_GetTextRenderMode(handle) in _UNDRAWN
        turn = order[address].turn if address in order else len(objects)
        if any(turn < other and _lies_under(box, cover) for other, cover in later):
            hiding = Hiding.COVERED
        elif not _has_ink(picture, box, size, scale, turned) or _is_speck(order.get(address)):
            plain = undrawn or _outside(box, size) or not _under_any(box, later, turn, objects)
            hiding = Hiding.HIDDEN_TEXT if plain else Hiding.COVERED
        glyphs.append(Glyph(character, address, hiding, undrawn))
    ink = bool(np.mean(np.abs(picture - np.median(picture)) > 40) > 0.0005)
    return PageView(glyphs, objects, size, ink)


def _lies_under(box: Box, cover: Box) -> bool:
    return area(overlap(box, cover)) >= COVERED * max(area(box), 0.01)


def _under_any(box: Box, later: list[tuple[int, Box]], turn: int, objects: list[Painted]) -> bool:
    """Whether anything at all was painted over the place; a shape that is no box counts here."""
    shapes = [(one.turn, one.box) for one in objects if one.kind != raw.FPDF_PAGEOBJ_TEXT]
    return any(turn < other and area(overlap(box, cover)) > 0 for other, cover in [*later, *shapes])


def _outside(box: Box, size: Box) -> bool:
    return area(overlap(box, size)) <= 0


def _is_speck(one: Painted | None) -> bool:
    """Whether the letters are so small that nobody reads them."""
    if one is None:
        return False
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(one.handle.raw, size)
    place = one.handle.get_matrix()
    return bool(size.value * abs(place.a * place.d - place.b * place.c) ** 0.5 < SPECK)


def _has_ink(picture: NDArray[np.int16], box: Box, size: Box, scale: float, turned: int) -> bool:
    """Whether the page differs from its ground where the character stands."""
    x1, y1, x2, y2 = box
    left, bottom, right, top = size
    if turned == 90:
        x1, y1, x2, y2 = y1 - bottom, left - x2 + (right - left), y2 - bottom, left - x1 + (right - left)
    elif turned == 180:
        x1, y1, x2, y2 = right - x2, top - y2, right - x1, top - y1
    elif turned == 270:
        x1, y1, x2, y2 = top - y2, x1 - left, top - y1, x2 - left
    else:
        x1, y1, x2, y2 = x1 - left, y1 - bottom, x2 - left, y2 - bottom
    patch = _patch(picture, (x1, y1, x2, y2), scale, 0)
    if not patch.size:
        return False
    if int(patch.max()) - int(patch.min()) >= CONTRAST:
        return True
    around = _patch(
        picture, (x1, y1, x2, y2), scale, MARGIN
    )  # a dash or a square fills its own box: look beside it
    edge = np.concatenate((around[0], around[-1], around[:, 0], around[:, -1]))
    return abs(float(np.median(edge)) - float(patch.mean())) >= CONTRAST


def _patch(picture: NDArray[np.int16], box: Box, scale: float, margin: int) -> NDArray[np.int16]:
    """The pixels of a box, and so many around it."""
    height, width = picture.shape
    columns = slice(
        max(0, int(box[0] * scale) - margin), max(0, min(width, int(box[2] * scale) + 1 + margin))
    )
    top, bottom = height - int(box[3] * scale) - 1 - margin, height - int(box[1] * scale) + margin
    return picture[max(0, top) : max(0, min(height, bottom)), columns]
