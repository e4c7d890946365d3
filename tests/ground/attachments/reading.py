# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""HTML as a person reads it: blocks in their order, tables cell by cell."""

from lxml import html

from gongkai.ground.attachments.rules import formats
from gongkai.ground.attachments.rules.conversion import to_html

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"}


def converted(data, name, found) -> str:
    """A file as HTML, when its content is recognised as what it should be."""
    assert formats.recognise(data, name) is found
    return to_html(data, found)


def blocks(source: str) -> list[tuple[str, str]]:
    """(element, words) of headings, paragraphs and list items outside tables."""
    root = html.fragment_fromstring(source, create_parent="div")
    return [
        (one.tag, " ".join(one.text_content().split()))
        for one in root.iter(*BLOCKS)
        if not list(one.iterancestors("table"))
    ]


def headings(source: str) -> list[tuple[str, str]]:
    return [(tag, text) for tag, text in blocks(source) if tag.startswith("h")]


def tables(source: str) -> list[list[list[str]]]:
    """Every table as rows of cells: words, ``#`` before heading cells, ``×rows,columns`` behind merged ones."""
    root = html.fragment_fromstring(source, create_parent="div")
    return [
        [[cell(one) for one in row if one.tag in ("td", "th")] for row in table.iter("tr")]
        for table in root.iter("table")
    ]


def cell(one) -> str:
    text = " ".join(one.text_content().split())
    rows, columns = int(one.get("rowspan", 1)), int(one.get("colspan", 1))
    merged = f"×{rows},{columns}" if rows * columns > 1 else ""
    return ("#" if one.tag == "th" and one.get("scope") else "") + text + merged
