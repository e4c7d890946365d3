"""Word documents, those that WPS saved among them, as HTML.

mammoth does the conversion. It knows no labels of automatic numbering, shows hidden text and knows headings
by their English style names only: so the document is prepared for it. Labels become text, hidden runs and the
markup of formulas go, headings are marked. Pure: no Django, no clock, no I/O.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import ZIP_STORED, ZipFile

import mammoth
from lxml import etree
from mammoth import html as nodes

from .. import Refused, archives, formats, marks
from . import accessible, looks
from .numbering import Numbering
from .word_styles import Styles, flag, listed, number, value

PREPARED = "gongkai-heading-{}"
STYLES = "\n".join(f"p.{PREPARED.format(n)} => h{n}:fresh" for n in range(1, 7))
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STORIES = ("footnotes", "endnotes")


def to_html(data: bytes) -> str:
    """The body, its tables and notes. Raises Refused for a damaged document."""
    prepared = prepare(archives.examine(data))
    try:
        result = mammoth.convert_to_html(
            BytesIO(prepared),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=lambda _image: [nodes.text(marks.PICTURE)],
        )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, ExpatError) as broken:
        raise Refused(archives.CORRUPT) from broken
    return accessible.finished(result.value)


def prepare(archive: ZipFile) -> bytes:
    """The document as mammoth should read it."""
    types = archives.part(archive, "[Content_Types].xml").decode("utf-8", "replace")
    main = formats.main_part(types, formats.WORD)
    folder, _, name = main.rpartition("/")
    related = relations(archive, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels", folder)
    root = tree(archive, main)
    if root is None:
        raise Refused(archives.CORRUPT)
    styles = Styles(tree(archive, related.get("styles", "")))
    lists = {name: styles.list_of(name)[0] for name in styles.known}
    numbering = tree(archive, related.get("numbering", ""))
    changed = {main: rewritten(root, styles, Numbering(numbering, lists))}
    if numbering is not None:
        changed[related["numbering"]] = unlinked(numbering)
    for story in STORIES:
        if (other := tree(archive, related.get(story, ""))) is not None:
            changed[related[story]] = rewritten(other, styles, Numbering(None, {}))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as prepared:
        for name in archive.namelist():
            prepared.writestr(name, changed.get(name) or archives.part(archive, name))
    return out.getvalue()


def tree(archive: ZipFile, name: str) -> etree._Element | None:
    """A part as a tree; None when the document has no such part."""
    if not name or name not in archive.namelist():
        return None
    try:
        return etree.fromstring(archives.part(archive, name), archives.xml_parser())
    except etree.XMLSyntaxError as broken:
        raise Refused(archives.CORRUPT) from broken


def relations(archive: ZipFile, name: str, folder: str) -> dict[str, str]:
    """Parts that the main part names, by the last word of the relation's type."""
    root = tree(archive, name)
    found = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        path = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        found[relation.get("Type", "").rsplit("/", 1)[-1]] = path
    return found


def rewritten(root: etree._Element, styles: Styles, numbering: Numbering) -> bytes:
    """A story with labels as text, headings marked, nothing hidden."""
    space = f"{{{etree.QName(root).namespace}}}"
    reveal_formulas(root, space)
    paragraphs = list(shown(root, space))
    for paragraph in paragraphs:
        drop_hidden(paragraph, styles, space)
    labelled(paragraphs, styles, numbering, space)
    levels = looks.headings(paragraphs, styles, space)
    for paragraph, level in levels.items():
        properties = paragraph.find(space + "pPr")
        if properties is None:
            properties = etree.Element(space + "pPr")
            paragraph.insert(0, properties)
        for old in properties.findall(space + "pStyle"):
            properties.remove(old)
        etree.SubElement(properties, space + "pStyle").set(space + "val", PREPARED.format(level))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def shown(root: etree._Element, space: str) -> Iterator[etree._Element]:
    """Paragraphs in their order, each once: what is drawn in two ways (w:AlternateContent) is read in one."""
    for choice in root.iter(f"{{{COMPATIBILITY}}}Choice"):
        parent = choice.getparent()
        if parent is not None and parent.find(f"{{{COMPATIBILITY}}}Fallback") is not None:
            choice.clear()
    yield from root.iter(space + "p")


def reveal_formulas(root: etree._Element, space: str) -> None:
    """A formula's signs in a row: mammoth would leave it out."""
    for formula in list(root.iter(f"{{{MATH}}}oMath")):
        run = text_run("".join(formula.itertext(f"{{{MATH}}}t")), space)
        run.tail, parent = None, formula.getparent()
        parent.replace(formula, run)
    for frame in list(root.iter(f"{{{MATH}}}oMathPara")):
        parent = frame.getparent()
        place = parent.index(frame)
        for run in list(frame.iterchildren(space + "r")):
            parent.insert(place, run)
            place += 1
        parent.remove(frame)


def text_run(text: str, space: str) -> etree._Element:
    run = etree.Element(space + "r")
    element = etree.SubElement(run, space + "t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def drop_hidden(paragraph: etree._Element, styles: Styles, space: str) -> None:
    """Runs that neither screen nor paper shows."""
    style = value(paragraph.find(space + "pPr"), "pStyle", space)
    for run in list(paragraph.iter(space + "r")):
        properties = run.find(space + "rPr")
        own = flag(properties, "vanish", space)
        size = number(value(properties, "sz", space))
        by_style = styles.look(style, value(properties, "rStyle", space)).hidden
        if (by_style if own is None else own) or (size is not None and size <= looks.INVISIBLE):
            run.getparent().remove(run)


def labelled(paragraphs: list[Any], styles: Styles, numbering: Numbering, space: str) -> None:
    """Labels of numbered paragraphs as text before theirs; bullets stay lists."""
    for paragraph in paragraphs:
        properties = paragraph.find(space + "pPr")
        style = value(properties, "pStyle", space)
        mark = None if properties is None else properties.find(space + "rPr")
        if mark is not None and mark.find(space + "del") is not None:
            continue  # a deleted paragraph is not counted
        identifier, place = listed(properties, space)
        by_style, style_place = styles.list_of(style)
        identifier = identifier or by_style
        if not identifier or identifier == "0":
            continue
        if place is None:
            own = numbering.by_style.get(style)
            place = own[1] if own and by_style else style_place or 0
        level, label = numbering.level(identifier, place), numbering.label(identifier, place)
        if properties is None:
            properties = etree.Element(space + "pPr")
            paragraph.insert(0, properties)
        for old in properties.findall(space + "numPr"):
            properties.remove(old)
        if level is not None and level.way == "bullet":
            kept = etree.SubElement(properties, space + "numPr")
            etree.SubElement(kept, space + "ilvl").set(space + "val", str(place))
            etree.SubElement(kept, space + "numId").set(space + "val", identifier)
        elif label:
            paragraph.insert(paragraph.index(properties) + 1, text_run(label, space))


def unlinked(numbering: etree._Element) -> bytes:
    """The lists without their ties to styles: a paragraph that has its label must not be counted again."""
    space = f"{{{etree.QName(numbering).namespace}}}"
    for tie in list(numbering.iter(space + "pStyle")):
        tie.getparent().remove(tie)
    return bytes(etree.tostring(numbering, xml_declaration=True, encoding="UTF-8", standalone=True))
