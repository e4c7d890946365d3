"""Tables and notes of converted HTML in the form that screen readers need.

Pure: no Django, no clock, no I/O.
"""

import re
from typing import Any

from lxml import etree, html

from . import tables

REFERENCE = re.compile(r"#(?:foot|end)note-ref-")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # that XML does not know
INSIDE = re.compile(r"#")


def finished(source: str) -> str:
    """Heading cells with a scope, notes without links to anchors that a public page does not have."""
    source = CONTROLS.sub("", source)
    if not source.strip():
        return ""
    root = html.fragment_fromstring(source, create_parent="div")
    for link in list(root.iter("a")):
        target = link.get("href") or ""
        if REFERENCE.match(target):
            link.drop_tree()  # the arrow back from a note
        elif INSIDE.match(target) or not target:
            link.drop_tag()
    for notes in list(root.iterchildren("ol")):
        if any((item.get("id") or "").startswith(("footnote-", "endnote-")) for item in notes):
            notes.addprevious(etree.Element("hr"))
    for cell in root.iter("td", "th"):
        only = cell[0] if len(cell) == 1 and not (cell.text or "").strip() else None
        if only is not None and only.tag == "p" and not (only.tail or "").strip():
            only.drop_tag()
    for table in root.iter("table"):
        head(table)
    return "".join(html.tostring(child, encoding="unicode") for child in root) if len(root) else source


def head(table: Any) -> None:
    """Mark the heading cells: those the document declares, otherwise the first rows where they surely are."""
    declared = [cell for row in table.iterfind("thead/tr") for cell in row]
    if declared:
        for cell in declared:
            cell.tag = "th"
            cell.set("scope", scope(cell))
        return
    rows = [row for row in table.iter("tr") if nearest(row) is table]
    grid = [[as_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in rows]
    for place in tables.heading_rows(grid):
        for cell in rows[place]:
            cell.tag = "th"
            cell.set("scope", scope(cell))


def scope(cell: Any) -> str:
    return "colgroup" if spans(cell, "colspan") > 1 else "col"


def spans(cell: Any, name: str) -> int:
    text = cell.get(name) or "1"
    return int(text) if text.isdecimal() else 1


def nearest(row: Any) -> Any:
    return next(row.iterancestors("table"))


def as_cell(cell: Any) -> tables.Cell:
    text = " ".join(cell.text_content().split())
    strong = "".join(part.text_content() for part in cell.iter("strong", "b"))
    bold = bool(text) and "".join(strong.split()) == text.replace(" ", "")
    return tables.Cell(text, spans(cell, "colspan"), spans(cell, "rowspan"), bold)
