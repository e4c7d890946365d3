"""What a PDF page paints, in the order it paints it, and which paint lies over what was painted before."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Box = tuple[float, float, float, float]  # left, bottom, right, top in points

NESTED = 8  # forms inside forms
_OPAQUE = 250  # of 255
_SLACK = 0.02  # by how much a path may differ from its box and still be a box


@dataclass(frozen=True, slots=True)
class Painted:
    """One object of a page: its turn, its box, and the boxes that hide whatever was painted before."""

    turn: int
    address: int
    kind: int
    box: Box
    covers: tuple[Box, ...]
    handle: pdfium.PdfObject


def painted(page: pdfium.PdfPage) -> list[Painted]:
    """Every object of a page."""
    found = []
    for turn, one in enumerate(page.get_objects(max_depth=NESTED)):
        try:
            box = one.get_bounds()
        except pdfium.PdfiumError:
            continue
        covers: tuple[Box, ...] = ()
        if not raw.FPDFPageObj_HasTransparency(one.raw):
            if one.type == raw.FPDF_PAGEOBJ_IMAGE:
                covers = _clipped(one, [box])
            elif one.type == raw.FPDF_PAGEOBJ_PATH and _filled(one):
                covers = _clipped(one, list(_boxes(one)))
        found.append(Painted(turn, ctypes.addressof(one.raw.contents), one.type, box, covers, one))
    return found


def _filled(one: pdfium.PdfObject) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPath_GetDrawMode(one.raw, mode, stroke)
    raw.FPDFPageObj_GetFillColor(one.raw, red, green, blue, alpha)
    return mode.value != raw.FPDF_FILLMODE_NONE and alpha.value >= _OPAQUE


def _boxes(one: pdfium.PdfObject) -> Iterator[Box]:
    """The rectangles that a path fills; other shapes are judged by what the page shows."""
    place = one.get_matrix()
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    count = raw.FPDFPath_CountSegments(one.raw)
    for number in range(min(count, 2_000)):
        segment = raw.FPDFPath_GetPathSegment(one.raw, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _rectangle(corners)
            corners = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(place.on_point(x.value, y.value))
    yield from _rectangle(corners)


def _rectangle(corners: list[tuple[float, float]]) -> Iterator[Box]:
    if not 4 <= len(corners) <= 6:
        return
    across, up = [x for x, _ in corners], [y for _, y in corners]
    box = (min(across), min(up), max(across), max(up))
    ring = zip(corners, [*corners[1:], corners[0]], strict=True)
    inner = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ring)) / 2
    if inner and abs(area(box) - inner) <= _SLACK * area(box):
        yield box


def _clipped(one: pdfium.PdfObject, boxes: list[Box]) -> tuple[Box, ...]:
    """The boxes as far as the clip of the object lets them be seen."""
    clip = raw.FPDFPageObj_GetClipPath(one.raw)
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        across, up = [], []
        x, y = ctypes.c_float(), ctypes.c_float()
        for segment in range(raw.FPDFClipPath_CountPathSegments(clip, number)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, number, segment), x, y)
            across.append(x.value)
            up.append(y.value)
        if across:
            window = (min(across), min(up), max(across), max(up))
            boxes = [common for box in boxes if area(common := overlap(box, window))]
    return tuple(boxes)


def overlap(one: Box, other: Box) -> Box:
    """What two boxes share; an empty box when they share nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
