"""OFD documents (GB/T 33190-2016) as HTML: their XML says where each sign stands, ``flow`` makes text of it.

Read with lxml from the standard's structure (docs/adr/0004). Pure: no Django, no clock, no I/O.
"""

import posixpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

from .. import Refused, archives
from . import flow, ofd_objects
from .shapes import Page

MOST_PAGES = 600
TOO_LONG = "OFD 超过 600 页，不宜转成网页正文；请作为附件公开"
POINTS = 72 / 25.4  # in a millimetre
A4 = (0.0, 0.0, 210.0, 297.0)
FEWEST_SIGNS = 8


def to_html(data: bytes) -> str:
    """Every document of the file, one after the other."""
    archive = archives.examine(data)
    root = tree(archive, "OFD.xml")
    pages = [
        page
        for body in children(root, "DocBody")
        if (where := text_of(body, "DocRoot"))
        for page in document(archive, resolved("OFD.xml", where))
    ]
    if len(pages) > MOST_PAGES:
        raise Refused(TOO_LONG)
    if all(page.scanned or not page.glyphs for page in pages):
        return ""
    return flow.to_html(pages)


def document(archive: ZipFile, path: str) -> list[Page]:
    """The pages of one document, each with its templates."""
    root = tree(archive, path)
    common = child(root, "CommonData")
    usual = box(text_of(child(common, "PageArea"), "PhysicalBox"), A4)
    fonts: dict[str, str] = {}
    for kind in ("PublicRes", "DocumentRes"):
        for resource in children(common, kind):
            if (where := resolved(path, resource.text or "")) in archive.namelist():
                fonts |= ofd_objects.faces(tree(archive, where))
    templates = {
        one.get("ID", ""): resolved(path, one.get("BaseLoc", "")) for one in children(common, "TemplatePage")
    }
    places = [resolved(path, one.get("BaseLoc", "")) for one in children(child(root, "Pages"), "Page")]
    if len(places) > MOST_PAGES:
        raise Refused(TOO_LONG)
    return [page(archive, place, templates, fonts, usual) for place in places]


def page(
    archive: ZipFile,
    path: str,
    templates: dict[str, str],
    fonts: dict[str, str],
    usual: tuple[float, float, float, float],
) -> Page:
    """Signs and lines of one page in points, upwards."""
    root = tree(archive, path)
    area = box(text_of(child(root, "Area"), "PhysicalBox"), usual)
    under: list[Any] = []
    over: list[Any] = []
    for use in children(root, "Template"):
        if (where := templates.get(use.get("TemplateID", ""), "")) in archive.namelist():
            (over if use.get("ZOrder") == "Foreground" else under).append(tree(archive, where))
    found = ofd_objects.Canvas(fonts)
    for layer in (*under, root, *over):
        for content in children(layer, "Content"):
            found.draw(content)
    width, height = area[2] * POINTS, area[3] * POINTS
    glyphs = [
        ofd_objects.upwards(glyph, area, POINTS)
        for glyph, order in found.glyphs
        if not found.covers(order, glyph)
    ]
    rules = [ofd_objects.rule_upwards(rule, area, POINTS) for rule in found.rules]
    scanned = len(glyphs) < FEWEST_SIGNS and found.pictured(area)
    return Page(width, height, glyphs, rules, scanned)


def tree(archive: ZipFile, name: str) -> etree._Element:
    """A part as a tree; Refused as damaged when it is not there or not well formed."""
    try:
        return etree.fromstring(archives.part(archive, name), archives.xml_parser())
    except etree.XMLSyntaxError as broken:
        raise Refused(archives.CORRUPT) from broken


def children(element: Any, name: str) -> list[Any]:
    """By local name: old files use another namespace than the standard."""
    found = element if element is not None else ()
    return [one for one in found if isinstance(one.tag, str) and etree.QName(one).localname == name]


def child(element: Any, name: str) -> Any:
    return next(iter(children(element, name)), None)


def text_of(element: Any, name: str) -> str:
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()


def resolved(base: str, where: str) -> str:
    """A path as one part names another: from the root with a slash, otherwise beside itself."""
    where = where.strip()
    return (
        where.lstrip("/")
        if where.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(base), where))
    )


def box(text: str, otherwise: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    values = ofd_objects.numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else otherwise
