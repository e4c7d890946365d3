"""Headings of a Word document: by style and outline level, and where it uses neither, by how they look.

Most official documents follow 党政机关公文格式 (GB/T 9704-2012, 7.3.2 and 7.3.3): the title stands in the
middle in large type, first-level points (一、) in 黑体, second-level ones (（一）) in 楷体.
Pure: no Django, no clock, no I/O.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .word_styles import DEEPEST, Look, Styles, look, number, value

INVISIBLE = 2  # half points: type that nobody can read
TITLE_SIZE = 32  # half points; GB/T 9704-2012 has 2号 (44), practice goes down to 三号 (32)
LARGER = 4  # half points that a title is larger than the body
EARLY = 15  # paragraphs in which a title begins
LONGEST = 45  # characters of a heading
NUMERAL = "一二三四五六七八九十百零〇"
CHAPTER = re.compile(rf"第[{NUMERAL}\d]{{1,5}}[编章]")
SECTION = re.compile(rf"第[{NUMERAL}\d]{{1,5}}节")
POINT = re.compile(rf"[{NUMERAL}]{{1,4}}、")
SUBPOINT = re.compile(rf"[（(][{NUMERAL}]{{1,4}}[）)]")
BOLD_FACES = ("黑体", "SimHei", "Heiti", "小标宋", "Hei")
SECOND_FACES = (*BOLD_FACES, "楷体", "KaiTi", "Kai")
NO_END = tuple("。；：，!！?？;")


@dataclass(slots=True)
class Seen:
    """A paragraph as the eye takes it in."""

    element: Any
    text: str
    size: int
    emphatic: bool
    second: bool
    centred: bool


def headings(paragraphs: list[Any], styles: Styles, space: str) -> dict[Any, int]:
    """The level (1 to 6) of each paragraph that is a heading. A title's own level is above all others."""
    marked = {}
    for paragraph in paragraphs:
        properties = paragraph.find(space + "pPr")
        outline = number(value(properties, "outlineLvl", space))
        level = styles.heading(value(properties, "pStyle", space))
        if outline is not None:
            level = None if outline >= DEEPEST else outline + 1
        if level is not None and words(paragraph, space):
            marked[paragraph] = level
    if marked:
        below = int(0 in marked.values())
        return {paragraph: min(level + below, DEEPEST) for paragraph, level in marked.items()}
    return visual([found for one in paragraphs if (found := seen(one, styles, space)) is not None], space)


def words(paragraph: Any, space: str) -> str:
    return "".join(paragraph.itertext(space + "t")).strip()


def seen(paragraph: Any, styles: Styles, space: str) -> Seen | None:
    """None for paragraphs without words and those in tables and boxes."""
    text = words(paragraph, space)
    parent = paragraph.getparent()
    if not text or parent is None or parent.tag != space + "body":
        return None
    properties = paragraph.find(space + "pPr")
    style = value(properties, "pStyle", space)
    runs = [run for run in paragraph.iter(space + "r") if words(run, space)]
    found = [run_look(run, style, styles, space) for run in runs]
    own = look(None, properties, space).over(styles.look(style))
    return Seen(
        paragraph,
        text,
        max((one.size or 21 for one in found), default=21),
        all(one.bold or one.font.startswith(BOLD_FACES) or "小标宋" in one.font for one in found),
        all(one.bold or any(face in one.font for face in SECOND_FACES) for one in found),
        bool(own.centred),
    )


def run_look(run: Any, style: str, styles: Styles, space: str) -> Look:
    properties = run.find(space + "rPr")
    by_style = styles.look(style, value(properties, "rStyle", space))
    return look(properties, None, space).over(by_style) if properties is not None else by_style


def visual(found: list[Seen], space: str) -> dict[Any, int]:
    """Title, chapters and points of a document that uses no heading styles."""
    if not found:
        return {}
    sizes: Counter[int] = Counter()
    for one in found:
        sizes[one.size] += len(one.text)
    body = sizes.most_common(1)[0][0]
    levels = {one.element: level for one in found if (level := pointed(one))}
    title = [
        one
        for one in found[:EARLY]
        if one.centred and one.size >= max(TITLE_SIZE, body + LARGER) and one.element not in levels
    ]
    if title and len(found) > len(title):
        joined(title, found, space)
        levels[title[0].element] = 1
    return levels


def pointed(one: Seen) -> int | None:
    """The level by the number that a short emphatic paragraph begins with."""
    if len(one.text) > LONGEST or one.text.endswith(NO_END):
        return None
    if CHAPTER.match(one.text) and (one.emphatic or one.centred):
        return 2
    if SECTION.match(one.text) and (one.emphatic or one.centred):
        return 3
    if POINT.match(one.text) and one.emphatic:
        return 2
    return 3 if SUBPOINT.match(one.text) and one.second else None


def joined(title: list[Seen], found: list[Seen], space: str) -> None:
    """A title broken into lines of its own paragraphs is one title."""
    first, place = title[0], found.index(title[0])
    for offset, other in enumerate(title[1:], 1):
        if found[place + offset : place + offset + 1] != [other] or other.size != first.size:
            return
        for run in [child for child in other.element if child.tag != space + "pPr"]:
            first.element.append(run)
        parent = other.element.getparent()
        if parent is not None:
            parent.remove(other.element)
