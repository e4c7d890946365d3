"""Words in the pictures of a PDF page: a scan, a table pasted as a picture, a picture under a box."""

import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from gongkai.ground.attachments.rules import Hiding

from . import ocr
from .pdf_objects import Painted, area, overlap
from .pdf_page import PageView
from .place import Found, Unread, piece

DPI = 200
WORTH_READING = 0.005  # share of the page: smaller pictures are bullets and seals' dots
ALIKE = 0.6  # share of the characters of a text layer that the picture says as well


@dataclass(frozen=True, slots=True)
class Words:
    """What the pictures of a page say, and what of it lies under boxes."""

    shown: tuple[str, ...]
    covered: tuple[str, ...]
    complete: bool


def pictures(page: pdfium.PdfPage, view: PageView) -> Words:
    """Read the pictures of a page; a page of drawn outlines without any text is read as one picture."""
    worth = [one for one in view.objects if one.kind == raw.FPDF_PAGEOBJ_IMAGE and _large(one, view)]
    spoken = any(not one.undrawn and one.text.strip() and one.hiding is None for one in view.glyphs)
    if not worth and (spoken or not view.ink):
        return Words((), (), complete=True)
    shown: list[str] = []
    covered: list[str] = []
    if not spoken or any(_covered(one, view) for one in worth):
        whole = ocr.read(look(page))
        shown, complete = list(whole.lines), whole.complete
        for one in worth:
            if _covered(one, view):
                under = ocr.read(_bitmap(one))
                covered += [line for line in under.lines if not _said(line, shown)]
                complete = complete and under.complete
        return Words(tuple(shown), tuple(covered), complete)
    complete = True
    for one in worth:
        found = ocr.read(_bitmap(one))
        shown += found.lines
        complete = complete and found.complete
    return Words(tuple(shown), (), complete)


def look(page: pdfium.PdfPage) -> Image.Image:
    """The page as printed."""
    left, bottom, right, top = page.get_bbox()
    scale = min(DPI / 72, 10_000 / max(right - left, top - bottom, 1))
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture


def _bitmap(one: Painted) -> Image.Image:
    picture: Image.Image = one.handle.get_bitmap(render=False).to_pil()
    return picture


def _large(one: Painted, view: PageView) -> bool:
    return area(overlap(one.box, view.size)) >= WORTH_READING * area(view.size)


def _covered(picture: Painted, view: PageView) -> bool:
    """Whether a box or another picture was painted over part of it."""
    return any(
        other.turn > picture.turn and area(overlap(cover, picture.box)) > 0
        for other in view.objects
        for cover in other.covers
    )


def _said(line: str, shown: list[str]) -> bool:
    bare = re.sub(r"\W", "", line)
    return bare in re.sub(r"\W", "", "".join(shown)) or any(_alike(bare, one) >= 0.9 for one in shown)


def _alike(one: str, other: str) -> float:
    """The share of the characters of one text that stand in another as well."""
    here, there = Counter(re.sub(r"\W", "", one)), Counter(re.sub(r"\W", "", other))
    return (here & there).total() / max(here.total(), 1)


def settle_layer(view: PageView, words: Words) -> None:
    """The unseen text layer of a scan is no secret where the picture says the same; else it is hidden."""
    layer = [one for one in view.glyphs if one.undrawn]
    if not layer:
        return
    told = _alike("".join(one.text for one in layer), "".join(words.shown)) >= ALIKE
    for one in layer:
        if one.hiding is not Hiding.COVERED:
            one.hiding = None if told else Hiding.HIDDEN_TEXT


def pieces(words: Words, place: str) -> Found:
    """What was read, with its place."""
    yield from piece("\n".join(words.shown), f"{place}图片", Hiding.PICTURE)
    yield from piece("\n".join(words.covered), f"{place}图片被遮盖处", Hiding.COVERED)
    if not words.complete:
        yield Unread(f"{place}（图片文字未能全部识别）")
