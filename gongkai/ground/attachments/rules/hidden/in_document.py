"""Every word of a DOCX: paragraphs as they are read, and what changes, hidden runs and fields keep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.ground.attachments.rules import Hiding, Piece

from .in_workbook import main_part
from .package import Element, Package, local, named, value
from .parts import Readers, parts
from .place import Found, piece
from .runs import Styles, read_styles, unseen

REMOVED = ("del", "moveFrom")
ADDED = ("ins", "moveTo")
_TEXT = {
    "t": None,
    "delText": None,
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
_BOXES = ("txbxContent", "tbl")
# Fields whose code only says how a page is laid out, or whose code is a link that the reader follows.
USUAL = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|PAGEREF|REF|NOTEREF|SEQ|STYLEREF|DATE|TIME|HYPERLINK|EQ|"
    r"FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|ADVANCE|SYMBOL|=|\\|TC|XE|INDEX|SHAPE)\b.*|\s*[=\\].*|\s*",
    re.DOTALL | re.IGNORECASE,
)
_STORIES = (
    (r"header\d*\.xml", "页眉"),
    (r"footer\d*\.xml", "页脚"),
    (r"footnotes\.xml", "脚注"),
    (r"endnotes\.xml", "尾注"),
)


@dataclass(slots=True)
class Line:
    """The words of one paragraph, apart by how they hide, and who changed it."""

    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)


def story_label(name: str) -> str:
    """What a part is called that holds words around the body; nothing for other parts."""
    base, low = name.rsplit("/", 1)[-1].lower(), name.lower()
    if not low.startswith("word/") or "glossary" in low:
        return ""
    return next((label for pattern, label in _STORIES if re.fullmatch(pattern, base)), "")


def note_part(name: str) -> str:
    """The element of one note, in a part that holds footnotes or endnotes."""
    return {"脚注": "footnote", "尾注": "endnote"}.get(story_label(name), "")


def document(package: Package, readers: Readers) -> Found:
    """Every word of a DOCX."""
    main = main_part(package)
    links = package.relations(main).values()
    styled = [one.target for one in links if one.kind == "styles" and one.target]
    styles = read_styles(package.xml(styled[0])) if styled else Styles()
    handled = {main, *styled}
    yield from story(package.xml(main), "", styles)
    body = package.xml(main)
    for name in [one for one in package.names if story_label(one)]:
        handled.add(name)
        root = package.xml(name)
        if kind := note_part(name):
            used = {value(one, "id") for one in named(body, f"{kind}Reference")}
            for note in [one for one in root if not value(one, "type") and value(one, "id") not in used]:
                yield from piece("".join(note.itertext("{*}t")), "没有引用的注释", Hiding.REMNANT)
                root.remove(note)
        yield from story(root, story_label(name), styles)
    for one in [one.target for one in links if one.kind == "settings" and one.target]:
        handled.add(one)
        for variable in named(package.xml(one), "docVar"):
            yield from piece(
                f"{value(variable, 'name')}\t{value(variable, 'val')}", "文档变量", Hiding.PROPERTY
            )
    yield from parts(package, handled, {}, set(), readers)


def story(root: Element, label: str, styles: Styles) -> Found:
    """The words of a body, a header or the notes; ``label`` says which."""
    number = 0
    for paragraph in root.iter("{*}p"):
        if local(paragraph) != "p" or "drawingml" in str(paragraph.tag) or _twice(paragraph):
            continue
        number += 1
        line = read_line(paragraph, styles)
        yield from _pieces(line, f"{label}第 {number} 段")
    for fallback in named(root, "Fallback"):
        chosen = "".join("".join(one.itertext("{*}t")) for one in _choices(fallback))
        text = "".join(str(one) for one in fallback.itertext("{*}t"))
        if text.strip() and text.strip() not in chosen:
            yield Piece(text.strip(), f"{label}旧版软件才显示的内容", Hiding.REMNANT)
    for change in named(
        root, "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"
    ):
        yield from piece(value(change, "author"), f"{label}格式修订的作者", Hiding.CHANGE)
    for one in named(root, "docPr", "cNvPr", "shape"):
        text = "\n".join(filter(None, (value(one, "title"), value(one, "descr"), value(one, "alt"))))
        yield from piece(text, f"{label}图片替代文字")


def _choices(fallback: Element) -> list[Element]:
    return list(fallback.getparent().iterchildren("{*}Choice"))


def _twice(paragraph: Element) -> bool:
    """Said a second time for older programs."""
    return any(local(one) == "Fallback" and _choices(one) for one in paragraph.iterancestors())


def read_line(paragraph: Element, styles: Styles) -> Line:
    """The words of one paragraph without those of the boxes anchored in it."""
    line = Line()
    on_paper = not any(local(one) in _BOXES for one in paragraph.iterancestors())
    mark = next((one for one in paragraph.iterchildren("{*}pPr")), None)
    for change in [] if mark is None else named(mark, "ins", "del", "moveFrom", "moveTo"):
        line.authors.add(value(change, "author"))
    row = next((one for one in paragraph.iterancestors("{*}tr")), None)
    rows = [] if row is None else [one for mark in row.iterchildren("{*}trPr") for one in named(mark, "del")]
    line.authors |= {value(one, "author") for one in rows}
    gone = bool(rows)
    _walk(paragraph, paragraph, line, styles, on_paper, "removed" if gone else "")
    return line


def _walk(
    holder: Element, paragraph: Element, line: Line, styles: Styles, on_paper: bool, state: str
) -> None:
    for one in holder:
        name = local(one)
        if name == "r":
            _run(one, paragraph, line, styles, on_paper, state)
        elif name in REMOVED:
            line.authors.add(value(one, "author"))
            _walk(one, paragraph, line, styles, on_paper, "removed")
        elif name in ADDED:
            line.authors.add(value(one, "author"))
            _walk(one, paragraph, line, styles, on_paper, state or "added")
        elif name == "fldSimple":
            line.codes.append(value(one, "instr"))
            _walk(one, paragraph, line, styles, on_paper, state)
        elif name not in ("pPr", "p", "txbxContent", "drawing", "pict", "object"):
            _walk(one, paragraph, line, styles, on_paper, state)


def _run(run: Element, paragraph: Element, line: Line, styles: Styles, on_paper: bool, state: str) -> None:
    text = ""
    for one in run:
        name = local(one)
        if name in _TEXT:
            text += (one.text or "") if _TEXT[name] is None else str(_TEXT[name])
        elif name in ("instrText", "delInstrText"):
            line.codes.append(one.text or "")
    if state == "removed":
        line.removed.append(text)
    elif text.strip() and unseen(run, paragraph, styles, on_paper=on_paper):
        line.hidden.append(text)
    else:
        line.seen.append(text)
        if state == "added":
            line.added.append(text)


def _pieces(line: Line, place: str) -> Iterator[Piece]:
    by = "、".join(sorted(filter(None, line.authors)))
    yield from _typed(line.seen, place, Hiding.VISIBLE)
    yield from _typed(line.hidden, f"{place}（隐藏文字）", Hiding.HIDDEN_TEXT)
    yield from _typed(line.removed, f"{place}（修订：已删除，作者 {by}）", Hiding.CHANGE)
    yield from _typed(line.added, f"{place}（修订：新插入，作者 {by}）", Hiding.CHANGE)
    if by:
        yield Piece(by, f"{place}（修订的作者）", Hiding.CHANGE)
    codes = "".join(line.codes)
    links = re.findall(r'HYPERLINK\s+(?:\\l\s+)?"([^"]+)"', codes)
    yield from _typed(["\n".join(links)], f"{place}链接", Hiding.VISIBLE)
    for code in line.codes if not USUAL.fullmatch(codes) else []:
        yield from _typed([code], f"{place}（域代码）", Hiding.HIDDEN_TEXT)


def _typed(texts: list[str], place: str, hiding: Hiding) -> Iterator[Piece]:
    if text := "".join(texts).strip():
        yield Piece(text, place, hiding)
