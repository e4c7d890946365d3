"""A DOCX or XLSX without the words: a clean copy first, then every part that is left, by what it is."""

import posixpath

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.cleaning.clean import cleaned
from gongkai.ground.attachments.rules.cleaning.of_document import KINDS
from gongkai.ground.attachments.rules.cleaning.rewriting import drop_all, rewrite, serialised, unlink, zipped
from gongkai.ground.attachments.rules.hidden.in_workbook import main_part
from gongkai.ground.attachments.rules.hidden.package import Element, Package, named

from . import Redacted
from .cells import apart, cut_cells, cut_points
from .markup import NOWHERE, bare, cut_attributes, cut_text
from .pictures import cut_picture
from .wordlist import Words

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".gif", ".bmp", ".webp")
_EMBEDDED = (
    "embedRegular",
    "embedBold",
    "embedItalic",
    "embedBoldItalic",
    "embedSystemFonts",
    "saveSubsetFonts",
)
_TYPES = "[Content_Types].xml"
UNREADABLE = (
    "文件里的“{}”程序无法核对，没有处理；请把其中的图形另存为 PNG 图片重新插入，或把文件另存为 PDF 后再处理"
)


def office_without(data: bytes, format: Format, words: Words) -> Redacted:
    """The copy, how many places were cut, and what a person should look at."""
    clean = cleaned(data, format)
    package = Package(clean.data)
    if format is Format.DOCX:
        package = Package(_bare_document(package))
    removed, notes = 0, list(clean.notes)
    renamed = _renamed(package, words)
    parts: dict[str, bytes] = {}
    for name in package.names:
        if name.lower().endswith(_PICTURES):
            picture = cut_picture(package.read(name), words)
            parts[renamed.get(name, name)] = picture.data
            removed += picture.removed
            notes += [f"图片 {posixpath.basename(renamed.get(name, name))}：{one}" for one in picture.notes]
        elif name.lower().endswith(_XML) or name == _TYPES:
            root = bare(package.xml(name))
            if name.endswith(".rels"):
                removed += _relations(root, package, name, renamed, words)
            elif name == _TYPES:
                _types(root, renamed)
            else:
                removed += _part(root, words, format)
            parts[renamed.get(name, name)] = serialised(root)
        else:
            raise Refused(UNREADABLE.format(posixpath.basename(name)))
    return Redacted(zipped(parts), removed, notes=tuple(notes))


def _bare_document(package: Package) -> bytes:
    """The document without fonts of its own (they hold the letters of what goes) and without drawings in SVG.

    Word keeps a PNG of every SVG beside it.
    """
    gone = {name for name in package.names if name.lower().endswith(".svg")}
    changed: dict[str, bytes] = {}
    for name in package.names:
        if name.lower().endswith("fonttable.xml") or (gone and name.lower().endswith(".xml")):
            root = package.xml(name)
            drop_all(root, *_EMBEDDED, "svgBlip")
            unlink(root, set(package.relations(name)))
            changed[name] = serialised(root)
    if settings := [one for one in package.relations(main_part(package)).values() if one.kind == "settings"]:
        root = package.xml(settings[0].target)
        drop_all(root, *_EMBEDDED)
        changed[settings[0].target] = serialised(root)
    return rewrite(package, changed, KINDS - {"font"}, gone)


def _part(root: Element, words: Words, format: Format) -> int:
    removed = cut_points(root, words) + cut_text(root, words) + cut_attributes(root, words)
    if format is Format.XLSX:
        removed += cut_cells(root, words)
        apart(root)
    return removed


def _renamed(package: Package, words: Words) -> dict[str, str]:
    """New names for parts whose own name says a word."""
    told = [name for name in package.names if words.telling and words.telling.in_text(name)]
    return {
        name: posixpath.join(posixpath.dirname(words.cut(name)), f"part{number}{posixpath.splitext(name)[1]}")
        for number, name in enumerate(told, 1)
    }


def _relations(root: Element, package: Package, listing: str, renamed: dict[str, str], words: Words) -> int:
    """Links out of the file whose address says a word lead nowhere; links to renamed parts follow them."""
    folder, _, name = listing.rpartition("_rels/")
    links = package.relations(folder + name.removesuffix(".rels"))
    removed = 0
    for one in root:
        target, link = one.get("Target", ""), links[one.get("Id", "")]
        if link.external and words.in_text(target):
            removed += len(words.spans(target))
            one.set("Target", NOWHERE)
        elif link.target in renamed:
            one.set("Target", "/" + renamed[link.target])
    return removed


def _types(root: Element, renamed: dict[str, str]) -> None:
    for one in named(root, "Override"):
        if (part := one.get("PartName", "").lstrip("/")) in renamed:
            one.set("PartName", f"/{renamed[part]}")
