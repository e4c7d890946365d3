"""Automatic numbering of a Word document: the label that stands before each numbered paragraph.

Word stores how to count, not the labels (ECMA-376 part 1, 17.9). Paragraphs must be asked in their order.
Pure: no Django, no clock, no I/O.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from .ordinals import written

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
TIGHT = tuple("、）．，。：】〕》．")  # a label that ends with full width needs no space behind it


@dataclass(slots=True)
class Level:
    """One level of a list. ``restart`` is the level (1-based) whose step starts this one anew, 0 never."""

    way: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    digits_only: bool = False
    style: str = ""


@dataclass(slots=True)
class Scheme:
    """A list definition: its levels, and how far each has been counted."""

    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class Instance:
    """A use of a scheme (w:num): levels and starts of its own."""

    scheme: Scheme
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """All lists of one document."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str]) -> None:
        """``style_lists``: the list that each style names, by the style's id."""
        self.instances: dict[str, Instance] = {}
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        self.space = f"{{{etree.QName(root).namespace}}}"
        schemes, linked = self._schemes(root)
        nums = {
            num.get(self.space + "numId", ""): (self._value(num, "abstractNumId"), num)
            for num in root.iterchildren(self.space + "num")
        }
        for identifier, (abstract, num) in nums.items():
            other = nums.get(style_lists.get(linked.get(abstract, ""), ""), ("", None))[0]
            if (scheme := schemes.get(other or abstract)) is not None:
                self.instances[identifier] = self._instance(scheme, num)
        for identifier, instance in self.instances.items():
            for place, level in instance.levels.items():
                if level.style:
                    self.by_style.setdefault(level.style, (identifier, place))

    def _schemes(self, root: etree._Element) -> tuple[dict[str, Scheme], dict[str, str]]:
        """List definitions by their number, and of those that only point to a style's list, that style."""
        schemes, linked = {}, {}
        for abstract in root.iterchildren(self.space + "abstractNum"):
            identifier = abstract.get(self.space + "abstractNumId", "")
            schemes[identifier] = Scheme(dict(map(self._level, abstract.iterchildren(self.space + "lvl"))))
            if style := self._value(abstract, "numStyleLink"):
                linked[identifier] = style
        return schemes, linked

    def _level(self, element: etree._Element) -> tuple[int, Level]:
        text, restart = self._value(element, "lvlText"), self._value(element, "lvlRestart")
        way = self._value(element, "numFmt") or "decimal"
        legal = element.find(self.space + "isLgl")
        return whole(element.get(self.space + "ilvl"), 0), Level(
            way,
            text,
            whole(self._value(element, "start"), 0 if way == "decimalZero" else 1),
            self._value(element, "suff") or "tab",
            whole(restart, 0) if restart else None,
            legal is not None and legal.get(self.space + "val") not in ("0", "false"),
            self._value(element, "pStyle"),
        )

    def _instance(self, scheme: Scheme, num: etree._Element) -> Instance:
        levels, starts = dict(scheme.levels), {}
        for override in num.iterchildren(self.space + "lvlOverride"):
            place = whole(override.get(self.space + "ilvl"), 0)
            if (own := override.find(self.space + "lvl")) is not None:
                levels[place] = self._level(own)[1]
            if start := self._value(override, "startOverride"):
                starts[place] = whole(start, 1)
        return Instance(scheme, levels, starts)

    def _value(self, element: etree._Element, name: str) -> str:
        found = element.find(self.space + name)
        return "" if found is None else found.get(self.space + "val") or ""

    def level(self, identifier: str, place: int) -> Level | None:
        """The level that a paragraph stands on; None when there is no such list."""
        instance = self.instances.get(identifier)
        return instance.levels.get(place) if instance else None

    def label(self, identifier: str, place: int) -> str:
        """Count one paragraph and return what stands before it, with the gap behind; "" for bullets."""
        instance = self.instances.get(identifier)
        level = instance.levels.get(place) if instance else None
        if instance is None or level is None:
            return ""
        counts = instance.scheme.counts
        if place in instance.starts:
            counts[place] = instance.starts.pop(place)
        else:
            last = counts[place]
            counts[place] = level.start if last is None else last + 1
        for deeper in range(place + 1, LEVELS):
            rule = instance.levels[deeper].restart if deeper in instance.levels else None
            if rule is None or (rule and place < rule):
                counts[deeper] = None
        if level.way == "bullet":
            return ""
        text = PLACE.sub(lambda found: self._number(instance, int(found[1]) - 1, level), level.text)
        return text + gap(text, level.suffix) if text.strip() else ""

    def _number(self, instance: Instance, place: int, asking: Level) -> str:
        level = instance.levels.get(place, Level())
        count = instance.scheme.counts[place]
        count = level.start if count is None else count
        way = "decimal" if asking.digits_only and level.way != "decimalZero" else level.way
        return written(count, way)


def gap(label: str, suffix: str) -> str:
    """What stands between a label and the text."""
    if suffix == "nothing" or (suffix == "tab" and label.endswith(TIGHT)):
        return ""
    return " "


def whole(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute, within what a list can have."""
    try:
        number = int(text or "")
    except ValueError:
        return otherwise
    return number if 0 <= number <= 1_000_000 else otherwise
