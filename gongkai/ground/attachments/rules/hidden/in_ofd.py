"""Every word of an OFD (GB/T 33190): pages, notes, attached files, properties, text that is painted over."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.ground.attachments.rules import Hiding, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT

from .package import Element, Package, local, named, value, words
from .parts import Readers
from .place import Found, Unread, inside, piece

_SILENT = {"DocID", "CreationDate", "ModDate", "Creator", "CreatorVersion", "DocUsage"}
_PICTURES = re.compile(r".*\.(?:png|jpe?g|bmp|gif|tiff?)", re.IGNORECASE)
_OFF = {"false", "0"}


@dataclass(frozen=True, slots=True)
class Placed:
    """One object of a page in its turn: what it says, where, and whether it hides what lies below."""

    element: Element
    text: str
    box: tuple[float, float, float, float]
    covers: bool
    shown: bool


def ofd(package: Package, readers: Readers) -> Found:
    """Every word of an OFD."""
    entry = package.find("OFD.xml")
    if entry is None:
        raise Refused(CORRUPT)
    read = {entry}
    for info in named(package.xml(entry), "DocInfo"):
        for one in info.iter("*"):
            if local(one) not in _SILENT and not len(one):
                yield from piece(one.text, f"文档属性 {value(one, 'Name') or local(one)}", Hiding.PROPERTY)
    for number, (part, root) in enumerate(pages(package), 1):
        read.add(part)
        objects = list(placed(root))
        for turn, one in enumerate(objects):
            hiding = (
                Hiding.HIDDEN_TEXT
                if not one.shown
                else Hiding.COVERED
                if covered(objects, turn)
                else Hiding.VISIBLE
            )
            note = "" if hiding is Hiding.VISIBLE else f"（{hiding.label}）"
            yield from piece(one.text, f"第 {number} 页{note}", hiding)
    yield from _rest(package, read, readers)


def pages(package: Package) -> Iterator[tuple[str, Element]]:
    """The pages in their order, after the templates that stand behind them."""
    for root in named(package.xml(package.find("OFD.xml") or "OFD.xml"), "DocRoot"):
        document = package.find((root.text or "").strip())
        if document is None:
            raise Refused(CORRUPT)
        for one in named(package.xml(document), "TemplatePage", "Page"):
            if location := value(one, "BaseLoc"):
                part = resolved(package, document, location)
                if part is None:
                    raise Refused(CORRUPT)
                yield part, package.xml(part)


def resolved(package: Package, part: str, location: str) -> str | None:
    """The part that a location names, seen from another part."""
    folder = "" if location.startswith("/") else posixpath.dirname(part)
    return package.find(posixpath.join(folder, location.lstrip("/")))


def placed(page: Element) -> Iterator[Placed]:
    """The objects of a page in the order they are painted: background, body, foreground."""
    turns = {"Background": 0, "Body": 1, "Foreground": 2}
    layers = sorted(named(page, "Layer"), key=lambda one: turns.get(value(one, "Type") or "Body", 1))
    for layer in layers:
        for one in named(layer, "TextObject", "PathObject", "ImageObject"):
            box = _box(value(one, "Boundary"))
            name = local(one)
            text = "".join(words(code) for code in named(one, "TextCode")) if name == "TextObject" else ""
            alpha = int(value(one, "Alpha") or 255)
            fill = any(int(value(color, "Alpha") or 255) >= 250 for color in named(one, "FillColor"))
            covers = alpha >= 250 and (
                name == "ImageObject" or (name == "PathObject" and value(one, "Fill") == "true" and fill)
            )
            shown = value(one, "Visible") not in _OFF and alpha > 8 and not _white(one, name)
            yield Placed(one, text, box, covers and value(one, "Visible") not in _OFF, shown)


def covered(objects: list[Placed], turn: int) -> bool:
    """Whether something opaque is painted over an object later."""
    return any(later.covers and _inside(objects[turn].box, later.box) for later in objects[turn + 1 :])


def _white(one: Element, name: str) -> bool:
    """Text in the colour of paper, or drawn neither by filling nor by its outline."""
    if name != "TextObject":
        return False
    colors = [value(color, "Value").split() for color in one.iterchildren("{*}FillColor")]
    return value(one, "Fill") == "false" and value(one, "Stroke") != "true" or ["255", "255", "255"] in colors


def _box(written: str) -> tuple[float, float, float, float]:
    try:
        x, y, width, height = (float(one) for one in written.split())
    except ValueError:
        return 0.0, 0.0, 0.0, 0.0
    return x, y, x + width, y + height


def _inside(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether most of a box lies in another."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    size = (one[2] - one[0]) * (one[3] - one[1])
    return size > 0 and width > 0 and height > 0 and width * height >= 0.75 * size


def _rest(package: Package, read: set[str], readers: Readers) -> Found:
    """Everything beside the pages: notes, attached files, pictures, and parts of other makers."""
    attached = {}
    for name in package.names:
        if name.lower().endswith("attachments.xml"):
            read.add(name)
            for one in named(package.xml(name), "Attachment"):
                for place in named(one, "FileLoc"):
                    if part := resolved(package, name, words(place).strip()):
                        attached[part] = value(one, "Name") or part
    for name in [one for one in package.names if one not in read]:
        low = name.lower()
        if name in attached:
            yield from readers.file(package.read(name), attached[name])
        elif "/annots/" in f"/{low}" or "annotation" in low:
            yield from _notes(package.xml(name))
        elif _PICTURES.fullmatch(low):
            yield from inside(readers.picture(package.read(name)), f"图片 {posixpath.basename(name)}")
        elif re.search(r"customtag|extension", low) and low.endswith(".xml"):
            for one in package.xml(name).iter("*"):
                yield from piece(one.text, "扩展数据", Hiding.REMNANT)
        elif not low.endswith((".xml", ".ttf", ".otf", ".ttc", ".esl", ".dat")):
            yield Unread(name)


def _notes(root: Element) -> Found:
    for one in named(root, "Annot"):
        by = f"（作者 {value(one, 'Creator')}）" if value(one, "Creator") else ""
        for said in named(one, "Remark", "Parameter", "TextCode"):
            yield from piece(words(said), f"批注{by}", Hiding.COMMENT)
        yield from piece(value(one, "Creator"), "批注作者", Hiding.COMMENT)
