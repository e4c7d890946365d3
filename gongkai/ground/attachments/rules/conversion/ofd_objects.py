"""Objects of an OFD page (GB/T 33190-2016, 9 to 11): text with the place of each sign, paths, pictures.

Millimetres, downwards from the upper left corner, until ``upwards``. Pure: no Django, no clock, no I/O.
"""

import re
from typing import Any

from lxml import etree

from .lines import wide
from .shapes import Glyph, Rule

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"[MLABQCS]|" + NUMBER.pattern)
BOLD_WEIGHT = 600
BOLD_FACES = ("黑体", "hei", "bold", "小标宋")
THIN = 1.0  # millimetres: a filled box as thin as this is a line
ABOVE, BELOW = 0.88, 0.12  # of the size: a sign stands above and below its base line
OPAQUE = "255"
DEEPEST = 16
MOST_SIGNS = 2_000_000
Area = tuple[float, float, float, float]


def numbers(text: str | None) -> list[float]:
    return [float(found) for found in NUMBER.findall(text or "")]


def faces(root: Any) -> dict[str, str]:
    """Names of fonts by their number, “bold” behind those that are."""
    return {
        font.get("ID", ""): (
            font.get("FontName", "") + (" bold" if font.get("Bold") == "true" else "")
        ).lower()
        for font in root.iter()
        if isinstance(font.tag, str) and etree.QName(font).localname == "Font"
    }


class Canvas:
    """What has been drawn, in order."""

    def __init__(self, fonts: dict[str, str]) -> None:
        self.fonts = fonts
        self.glyphs: list[tuple[Glyph, int]] = []
        self.rules: list[Rule] = []
        self.boxes: list[tuple[Area, int]] = []
        self.pictures: list[Area] = []
        self.order = 0

    def draw(self, element: Any, depth: int = 0) -> None:
        """Layers and blocks and the objects in them."""
        for one in element:
            if not isinstance(one.tag, str) or one.get("Visible") == "false" or one.get("Alpha") == "0":
                continue
            self.order += 1
            name = etree.QName(one).localname
            if name in ("Layer", "PageBlock") and depth < DEEPEST:
                self.draw(one, depth + 1)
            elif name == "TextObject":
                self.text(one)
            elif name == "PathObject":
                self.path(one)
            elif name == "ImageObject" and len(area := numbers(one.get("Boundary"))) == 4:
                self.pictures.append((area[0], area[1], area[0] + area[2], area[1] + area[3]))

    def text(self, one: Any) -> None:
        origin, ctm = placed(one)
        size = (numbers(one.get("Size")) or [4.0])[0]
        scale = abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]) ** 0.5
        face = self.fonts.get(one.get("Font", ""), "")
        weight = (numbers(one.get("Weight")) or [400.0])[0]
        bold = weight >= BOLD_WEIGHT or any(name in face for name in BOLD_FACES)
        x = y = 0.0
        for code in one:
            if not isinstance(code.tag, str) or etree.QName(code).localname != "TextCode":
                continue
            x = (numbers(code.get("X")) or [x])[0]
            y = (numbers(code.get("Y")) or [y])[0]
            across, down = steps(code.get("DeltaX")), steps(code.get("DeltaY"))
            at_x, at_y = x, y
            for place, sign in enumerate(code.text or ""):
                if not sign.isspace() and len(self.glyphs) < MOST_SIGNS:
                    left, base = moved(ctm, at_x, at_y)
                    left, base = left + origin[0], base + origin[1]
                    own = size * scale
                    right = left + own * (1.0 if wide(sign) else 0.5)
                    glyph = Glyph(sign, left, base - own * ABOVE, right, base + own * BELOW, own, bold)
                    self.glyphs.append((glyph, self.order))
                advance = 0.0 if down else size * (1.0 if wide(sign) else 0.5)
                at_x += across[place] if place < len(across) else advance if not across else across[-1]
                at_y += down[place] if place < len(down) else 0.0

    def path(self, one: Any) -> None:
        """Straight lines become rules, opaque filled boxes cover what was there before."""
        origin, ctm = placed(one)
        filled, stroked = one.get("Fill") == "true", one.get("Stroke") != "false"
        data = next((c.text or "" for c in one if etree.QName(c).localname == "AbbreviatedData"), "")
        for corners in outlines(data):
            points = [(x + origin[0], y + origin[1]) for x, y in (moved(ctm, *corner) for corner in corners)]
            if len(points) < 2 or not upright(points):
                continue
            left, right = min(x for x, _ in points), max(x for x, _ in points)
            top, bottom = min(y for _, y in points), max(y for _, y in points)
            if min(right - left, bottom - top) <= THIN:
                self.rules.append(rule(left, top, right, bottom))
                continue
            if filled and one.get("Alpha", OPAQUE) == OPAQUE:
                self.boxes.append(((left, top, right, bottom), self.order))
            if stroked:
                for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
                    self.rules.append(rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))

    def covers(self, order: int, glyph: Glyph) -> bool:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        return any(
            later > order and left <= x <= right and top <= y <= bottom
            for (left, top, right, bottom), later in self.boxes
        )

    def pictured(self, area: Area) -> bool:
        """Whether a picture is most of the page."""
        whole = area[2] * area[3]
        return any((right - left) * (low - top) > 0.6 * whole for left, top, right, low in self.pictures)


def placed(one: Any) -> tuple[tuple[float, float], list[float]]:
    """Where an object's own coordinates begin, and how they are turned and stretched."""
    boundary, ctm = numbers(one.get("Boundary")), numbers(one.get("CTM"))
    origin = (boundary[0], boundary[1]) if len(boundary) >= 2 else (0.0, 0.0)
    return origin, ctm if len(ctm) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def moved(ctm: list[float], x: float, y: float) -> tuple[float, float]:
    return ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]


def steps(text: str | None) -> list[float]:
    """Distances between signs; ``g 3 5.6`` stands for 5.6 three times (11.3)."""
    found: list[float] = []
    words = (text or "").split()
    place = 0
    while place < len(words) and len(found) < MOST_SIGNS:
        if words[place].lower() == "g" and place + 2 < len(words):
            found += (numbers(words[place + 2]) or [0.0])[:1] * min(
                int((numbers(words[place + 1]) or [0])[0]), 10_000
            )
            place += 3
        else:
            found += numbers(words[place])[:1]
            place += 1
    return found


def outlines(data: str) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; curved parts are left out (11.1)."""
    found: list[list[tuple[float, float]]] = []
    curved = False
    words = STEP.findall(data)
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word in "SM" or (word == "L" and not found):
            if curved and found:
                found.pop()
            found.append([])
            curved = False
        if word in "SML" and place + 1 < len(words):
            found[-1].append((float(words[place]), float(words[place + 1])))
            place += 2
        elif word in "ABQ":
            curved = True
        elif word == "C" and found and found[-1]:
            found[-1].append(found[-1][0])
    return found[:-1] if curved else found


def upright(points: list[tuple[float, float]]) -> bool:
    return all(
        abs(x - to_x) < 0.2 or abs(y - to_y) < 0.2
        for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False)
    )


def rule(left: float, top: float, right: float, bottom: float) -> Rule:
    if right - left >= bottom - top:
        return Rule(True, (top + bottom) / 2, left, right)
    return Rule(False, (left + right) / 2, top, bottom)


def upwards(glyph: Glyph, area: Area, points: float) -> Glyph:
    """A sign in points from the lower left corner."""
    return Glyph(
        glyph.text,
        (glyph.left - area[0]) * points,
        (area[1] + area[3] - glyph.top) * points,
        (glyph.right - area[0]) * points,
        (area[1] + area[3] - glyph.bottom) * points,
        glyph.size * points,
        glyph.bold,
    )


def rule_upwards(one: Rule, area: Area, points: float) -> Rule:
    if one.across:
        ends = (one.begin - area[0]) * points, (one.end - area[0]) * points
        return Rule(True, (area[1] + area[3] - one.at) * points, *ends)
    ends = (area[1] + area[3] - one.end) * points, (area[1] + area[3] - one.begin) * points
    return Rule(False, (one.at - area[0]) * points, *ends)
