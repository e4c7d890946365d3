"""What the styles of a Word document say of a paragraph or a run, through all they are based on.

Pure: no Django, no clock, no I/O.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

HEADING = re.compile(
    r"(?:heading|标题|級標題|标题级别)\s*([1-9一二三四五六七八九])(?:\s*(?:char|字符))?", re.IGNORECASE
)
LEVELLED = re.compile(r"([一二三四五六七八九])级标题")
TITLE = re.compile(r"title|标题|文件标题|公文标题|大标题", re.IGNORECASE)
CHINESE = "一二三四五六七八九"
DEEPEST = 6
BODY_TEXT = 9  # w:outlineLvl: no heading


@dataclass(frozen=True, slots=True)
class Style:
    """Only what this program asks for; ``based_on`` is another style's id. Sizes are half points."""

    name: str = ""
    based_on: str = ""
    list_id: str = ""
    list_level: int | None = None
    outline: int | None = None
    look: "Look" = field(default_factory=lambda: Look())


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, where it is said; None where it is not."""

    hidden: bool | None = None
    bold: bool | None = None
    size: int | None = None
    font: str = ""
    centred: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look where it says something, otherwise ``other``."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.bold if self.bold is None else self.bold,
            other.size if self.size is None else self.size,
            self.font or other.font,
            other.centred if self.centred is None else self.centred,
        )


class Styles:
    """The styles of one document, by id. ``space`` is the namespace in braces."""

    def __init__(self, root: etree._Element | None) -> None:
        self.known: dict[str, Style] = {}
        self.default = Look()
        self.usual = ""
        if root is None:
            return
        space = f"{{{etree.QName(root).namespace}}}"
        if (run := root.find(f"{space}docDefaults/{space}rPrDefault/{space}rPr")) is not None:
            self.default = look(run, None, space)
        for element in root.iterchildren(space + "style"):
            identifier = element.get(space + "styleId", "")
            self.known[identifier] = read(element, space)
            if element.get(space + "type") == "paragraph" and element.get(space + "default") in ("1", "true"):
                self.usual = identifier

    def chain(self, identifier: str) -> list[Style]:
        """A style and all it is based on, nearest first; a circle ends where it closes."""
        found, seen = [], set()
        while identifier in self.known and identifier not in seen:
            seen.add(identifier)
            found.append(self.known[identifier])
            identifier = self.known[identifier].based_on
        return found

    def look(self, paragraph: str, run: str = "") -> Look:
        """How text looks by its paragraph's and its own style."""
        whole = Look()
        for style in (*self.chain(run), *self.chain(paragraph or self.usual)):
            whole = whole.over(style.look)
        return whole.over(self.default)

    def list_of(self, identifier: str) -> tuple[str, int | None]:
        """The list that a style puts its paragraphs in, and the level when it says so."""
        for style in self.chain(identifier):
            if style.list_id:
                return ("", None) if style.list_id == "0" else (style.list_id, style.list_level)
        return "", None

    def heading(self, identifier: str) -> int | None:
        """0 for a title, 1 to 6 for a heading, None for body text."""
        for style in self.chain(identifier):
            if (level := named_level(style.name)) is not None:
                return level
            if style.outline is not None:
                return None if style.outline >= BODY_TEXT else min(style.outline + 1, DEEPEST)
        return None


def named_level(name: str) -> int | None:
    """The level in a style's name: heading 1, 标题 1, 标题一, 一级标题; 0 for Title and 标题."""
    plain = name.strip()
    if found := HEADING.fullmatch(plain) or LEVELLED.fullmatch(plain):
        sign = found[1]
        return min(int(sign) if sign.isdecimal() else CHINESE.index(sign) + 1, DEEPEST)
    return 0 if TITLE.fullmatch(plain) else None


def read(element: etree._Element, space: str) -> Style:
    """A w:style element."""
    paragraph, run = element.find(space + "pPr"), element.find(space + "rPr")
    list_id, level = listed(paragraph, space)
    return Style(
        value(element, "name", space),
        value(element, "basedOn", space),
        list_id,
        level,
        number(value(paragraph, "outlineLvl", space)),
        look(run, paragraph, space),
    )


def listed(properties: etree._Element | None, space: str) -> tuple[str, int | None]:
    """The list and level that paragraph properties name."""
    numbered = None if properties is None else properties.find(space + "numPr")
    return value(numbered, "numId", space), number(value(numbered, "ilvl", space))


def look(run: etree._Element | None, paragraph: etree._Element | None, space: str) -> Look:
    """What run and paragraph properties say."""
    fonts = None if run is None else run.find(space + "rFonts")
    font = "" if fonts is None else fonts.get(space + "eastAsia") or fonts.get(space + "ascii") or ""
    aligned = value(paragraph, "jc", space)
    return Look(
        flag(run, "vanish", space),
        flag(run, "b", space),
        number(value(run, "sz", space)),
        font,
        aligned == "center" if aligned else None,
    )


def flag(properties: etree._Element | None, name: str, space: str) -> bool | None:
    found = None if properties is None else properties.find(space + name)
    return None if found is None else found.get(space + "val") not in ("0", "false", "off", "none")


def value(element: etree._Element | None, name: str, space: str) -> str:
    found = None if element is None else element.find(space + name)
    return "" if found is None else found.get(space + "val") or ""


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
