"""Every word of a workbook (XLSX): the rows people see, and what sheets, rows and columns fold away."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import unescape

from lxml import etree

from gongkai.ground.attachments.rules import Hiding, Piece, Refused
from gongkai.ground.attachments.rules.archives import CORRUPT

from . import sheets
from .package import Package, Relation, local, named, value, words
from .parts import Readers, parts
from .place import Found, Unread, piece
from .styles import Unseen, unseen

_NO_STYLES = Unseen(frozenset(), frozenset())
_SHADED = ("tablePart", "conditionalFormatting")  # where a white letter may well stand on colour


@dataclass(slots=True)
class Strings:
    """The texts that cells share, and which of them a cell still uses."""

    texts: list[str]
    used: bytearray
    readings: list[str]


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of the workbook: its name, part, kind and whether its tab is shown."""

    name: str
    part: str
    kind: str
    hidden: bool


def main_part(package: Package) -> str:
    """The part a reader begins with."""
    found = [one.target for one in package.relations("").values() if one.kind == "officeDocument"]
    if not found or not found[0]:
        raise Refused(CORRUPT)
    return found[0]


def tabs(package: Package, part: str) -> list[Tab]:
    """The sheets in the order of their tabs."""
    relations = package.relations(part)
    listed = []
    for one in named(package.xml(part), "sheet"):
        relation = relations.get(value(one, "id"), Relation("", "", False))
        hidden = value(one, "state") in ("hidden", "veryHidden")
        listed.append(Tab(value(one, "name"), relation.target, relation.kind, hidden))
    return listed


def shared(package: Package, part: str) -> Strings:
    """The shared texts; what stands above characters as their reading is not seen."""
    found = [one.target for one in package.relations(part).values() if one.kind == "sharedStrings"]
    texts: list[str] = []
    readings = []
    if found and found[0]:
        with package.stream(found[0]) as stream:
            for _, item in etree.iterparse(
                stream, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False
            ):
                runs = [one for one in item.iter("{*}t") if local(one.getparent()) != "rPh"]
                readings += [one.text or "" for one in item.iter("{*}t") if local(one.getparent()) == "rPh"]
                texts.append("".join(one.text or "" for one in runs))
                item.clear()
                while item.getprevious() is not None:
                    del item.getparent()[0]
    return Strings(texts, bytearray(len(texts)), readings)


def cells(package: Package) -> Found:
    """The words in the cells of every sheet, then the shared texts that no cell uses any more."""
    part = main_part(package)
    strings = shared(package, part)
    styled = [one.target for one in package.relations(part).values() if one.kind == "styles"]
    blank = unseen(package.xml(styled[0])) if styled and styled[0] else _NO_STYLES
    for tab in tabs(package, part):
        if tab.kind in ("worksheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet") and tab.part:
            yield from _sheet(package, tab, strings, blank)
        elif not tab.part:
            yield Unread(f"工作表‘{tab.name}’")
    for number, text in enumerate(strings.texts):
        if not strings.used[number]:
            yield from piece(text, "没有单元格使用的文字", Hiding.REMNANT)
    for reading in strings.readings:
        yield from piece(reading, "拼音标注", Hiding.HIDDEN_TEXT)


def _sheet(package: Package, tab: Tab, strings: Strings, blank: Unseen) -> Found:
    title = f"工作表‘{tab.name}’"
    sheet = sheets.sheet(package, tab.part)
    styles = blank.blank if any(named(sheet.beside, name) for name in _SHADED) else blank.blank | blank.white
    note = "（隐藏工作表）"
    for number, shut, row in sheet.rows:
        if not row:
            continue
        read = _texts(row, strings)
        if tab.hidden or shut:
            hiding = Hiding.SHEET if tab.hidden else Hiding.ROW
            where = note if tab.hidden else "（隐藏行）"
            yield from _group(
                title, number, [(one[0], text) for one, text in zip(row, read, strict=True)], where, hiding
            )
        elif not sheet.layout.columns and not styles:
            if text := "\t".join([one for one in read if one]):
                yield Piece(text, f"{title}第 {number} 行")
        else:
            yield from _mixed(title, number, row, read, sheet.layout, styles)
    if sheet.layout.columns and not tab.hidden:  # a table keeps the headings of its folded columns
        for relation in package.relations(tab.part).values():
            if relation.kind == "table" and relation.target:
                headings = [value(one, "name") for one in named(package.xml(relation.target), "tableColumn")]
                yield from piece("\t".join(headings), f"{title}表格标题", Hiding.NAME)
    for where, text in sheets.beside(sheet.beside):
        yield from piece(
            text, f"{title}{where}", Hiding.SHEET if tab.hidden else _BESIDE.get(where, Hiding.VISIBLE)
        )


_BESIDE = {"数据有效性": Hiding.NAME, "方案": Hiding.NAME}


def _mixed(
    title: str,
    number: int,
    row: list[sheets.Cell],
    read: list[str],
    layout: sheets.Layout,
    styles: frozenset[str],
) -> Iterator[Piece]:
    """A row of which some cells are seen and some are not."""
    seen, folded, blank = [], [], []
    for cell, text in zip(row, read, strict=True):
        if layout.columns and layout.hides(sheets.number_of(cell[0])):
            folded.append((cell[0], text))
        elif cell[1] in styles:
            blank.append((cell[0], text))
        elif text:
            seen.append(text)
    if seen:
        yield Piece("\t".join(seen), f"{title}第 {number} 行")
    yield from _group(title, number, folded, "（隐藏列）", Hiding.COLUMN)
    yield from _group(title, number, blank, "（单元格格式不显示内容）", Hiding.HIDDEN_TEXT)


def _group(title: str, number: int, row: list[tuple[str, str]], note: str, hiding: Hiding) -> Iterator[Piece]:
    kept = [(letters, text) for letters, text in row if text]
    if kept:
        first, last = kept[0][0], kept[-1][0]
        where = f"{first}{number}" if first == last else f"{first}{number}:{last}{number}"
        yield Piece("\t".join(text for _, text in kept), f"{title}{where}{note}", hiding)


def _texts(row: list[sheets.Cell], strings: Strings) -> list[str]:
    """What cells say: text as it is, a number without the exponent that long numbers are stored with."""
    texts, used = strings.texts, strings.used
    read = []
    for _, _, kind, plain, inline in row:
        if kind == "s" and plain.isdigit() and (number := int(plain)) < len(texts):
            used[number] = 1
            read.append(texts[number])
        elif plain.isdigit():
            read.append(plain)
        elif kind in ("", "n"):
            read.append(_number(plain) if "E" in plain or "e" in plain else plain)
        else:
            text = inline or plain
            read.append(unescape(text) if "&" in text else text)
    return read


def _number(plain: str) -> str:
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return plain
    return f"{number:f}" if abs(number.adjusted()) < 30 else plain


def workbook(package: Package, readers: Readers) -> Found:
    """Every word of a workbook."""
    part = main_part(package)
    yield from cells(package)
    for one in named(package.xml(part), "definedName"):
        if not value(one, "name").startswith("_xlnm."):
            yield from piece(f"{value(one, 'name')}\t{words(one)}", "定义的名称", Hiding.NAME)
    for one in named(package.xml(part), "absPath"):
        yield from piece(value(one, "url"), "文档属性 保存路径", Hiding.PROPERTY)
    owners: dict[str, str] = {}
    hidden: set[str] = set()
    handled = {part}
    for tab in tabs(package, part):
        if tab.kind == "worksheet":
            handled.add(tab.part)
        for name in reachable(package, tab.part):
            owners.setdefault(name, f"工作表‘{tab.name}’")
            (hidden.add if tab.hidden else hidden.discard)(name)
    handled |= {
        one.target for one in package.relations(part).values() if one.kind in ("sharedStrings", "styles")
    }
    yield from parts(package, handled, owners, hidden, readers)


def reachable(package: Package, part: str) -> list[str]:
    """A part and all the parts that it leads to."""
    found, ahead = [], [part] if part else []
    while ahead:
        name = ahead.pop()
        if name and name not in found:
            found.append(name)
            ahead += [one.target for one in package.relations(name).values() if not one.external]
    return found
