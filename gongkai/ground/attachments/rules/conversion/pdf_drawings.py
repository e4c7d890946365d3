"""What a PDF page draws beside text: lines that could rule a table, boxes and pictures that could cover.

Pure: no Django, no clock, no I/O.
"""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from .shapes import Rule

THIN = 3.0  # points: a filled box as thin as this is a line
WHOLE = 0.6  # of the page: a picture as large as this is a scan
SIGN = 30.0  # points: a larger picture is more than one sign
DEEPEST = 8  # forms within forms
MOST = 200_000  # objects of a page
OPAQUE = 255
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """``order`` says when it is drawn."""

    left: float
    bottom: float
    right: float
    top: float
    order: int

    def share(self, area: float) -> float:
        return (self.right - self.left) * (self.top - self.bottom) / area if area else 0.0

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class Drawn:
    """``orders`` and ``scales`` are of text objects by their address (scale: of the forms around them)."""

    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    orders: dict[int, int] = field(default_factory=dict)
    scales: dict[int, float] = field(default_factory=dict)
    count: int = 0

    def covers(self, order: int, x: float, y: float) -> bool:
        """Whether something opaque is drawn over a point after ``order``."""
        return order >= 0 and any(box.order > order and box.holds(x, y) for box in self.boxes)


def read(page: pypdfium2.PdfPage) -> Drawn:
    """Everything drawn, in its order."""
    drawn = Drawn()
    width, height = page.get_size()
    for place in range(raw.FPDFPage_CountObjects(page)):
        add(drawn, raw.FPDFPage_GetObject(page, place), UNIT, 0, width * height, page)
    return drawn


def add(drawn: Drawn, item: Any, outer: Matrix, depth: int, area: float, page: pypdfium2.PdfPage) -> None:
    drawn.count += 1
    if drawn.count > MOST:
        return
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = times(matrix_of(item), outer)
        for place in range(raw.FPDFFormObj_CountObjects(item)):
            add(drawn, raw.FPDFFormObj_GetObject(item, place), inner, depth + 1, area, page)
    elif kind == raw.FPDF_PAGEOBJ_TEXT:
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        drawn.orders[key] = drawn.count
        drawn.scales[key] = abs(outer[0] * outer[3] - outer[1] * outer[2]) ** 0.5
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        picture(drawn, item, outer, area, page)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        path(drawn, item, outer)


def picture(drawn: Drawn, item: Any, outer: Matrix, area: float, page: pypdfium2.PdfPage) -> None:
    """A picture covers what was there before, unless it is the page's scan, has clear parts as a seal has, or
    shows one sign only: some programs draw a sign so where their type lacks it."""
    whole = times(matrix_of(item), outer)
    corners = [at(whole, x, y) for x in (0, 1) for y in (0, 1)]
    box = bounds(corners, drawn.count)
    drawn.images.append(box)
    if box.share(area) > WHOLE or raw.FPDFPageObj_HasTransparency(item):
        return
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf, page, item)
    if not bitmap:
        return
    length = raw.FPDFBitmap_GetStride(bitmap) * raw.FPDFBitmap_GetHeight(bitmap)
    pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), length)
    layered = raw.FPDFBitmap_GetFormat(bitmap) == raw.FPDFBitmap_BGRA
    clear = layered and min(pixels[3::4], default=OPAQUE) < OPAQUE
    sign = max(box.right - box.left, box.top - box.bottom) <= SIGN and len(set(pixels)) > 2
    raw.FPDFBitmap_Destroy(bitmap)
    if not clear and not sign:
        drawn.boxes.append(box)


def path(drawn: Drawn, item: Any, outer: Matrix) -> None:
    """The straight pieces of a path: lines, thin boxes as lines, opaque boxes as covers."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    whole = times(matrix_of(item), outer)
    for outline in outlines(item, whole):
        if outline is None or len(outline) < 2:
            continue
        box = bounds(outline, drawn.count)
        upright = all(
            abs(one[0] - other[0]) < 0.5 or abs(one[1] - other[1]) < 0.5
            for one, other in zip(outline, outline[1:], strict=False)
        )
        if not upright:
            continue
        if fill.value and len(outline) >= 4 and min(box.right - box.left, box.top - box.bottom) > THIN:
            if opaque(item):
                drawn.boxes.append(box)
            if not stroke.value:
                continue
        if min(box.right - box.left, box.top - box.bottom) <= THIN:
            drawn.rules.append(line(box))
        elif stroke.value:
            closing = [*outline, outline[0]] if fill.value else outline
            for one, other in zip(closing, closing[1:], strict=False):
                if one != other:
                    drawn.rules.append(line(bounds([one, other], 0)))


def outlines(item: Any, whole: Matrix) -> list[list[tuple[float, float]] | None]:
    """The corners of each part of a path; None for a part that is curved."""
    found: list[list[tuple[float, float]] | None] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(min(raw.FPDFPath_CountSegments(item), MOST)):
        piece = raw.FPDFPath_GetPathSegment(item, place)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO or not found:
            found.append([])
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            found[-1] = None
        elif (corners := found[-1]) is not None:
            corners.append(at(whole, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(piece) and len(corners) > 2:
                corners.append(corners[0])
    return found


def opaque(item: Any) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(item, *colours)
    return bool(known) and colours[3].value == OPAQUE and not raw.FPDFPageObj_HasTransparency(item)


def line(box: Box) -> Rule:
    if box.right - box.left >= box.top - box.bottom:
        return Rule(True, (box.bottom + box.top) / 2, box.left, box.right)
    return Rule(False, (box.left + box.right) / 2, box.bottom, box.top)


def bounds(points: list[tuple[float, float]], order: int) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up), order)


def matrix_of(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def point(x: float, y: float, turn: int, crop: tuple[float, float, float, float]) -> tuple[float, float]:
    """A point of the page as it is shown, from the lower left corner of what is shown."""
    x, y, wide, high = x - crop[0], y - crop[1], crop[2] - crop[0], crop[3] - crop[1]
    return {0: (x, y), 90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[turn % 360]


def turned(rule: Rule, turn: int, crop: tuple[float, float, float, float]) -> Rule:
    if rule.across:
        ends = [point(x, rule.at, turn, crop) for x in (rule.begin, rule.end)]
    else:
        ends = [point(rule.at, y, turn, crop) for y in (rule.begin, rule.end)]
    return line(bounds(ends, 0))
