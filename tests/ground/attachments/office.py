# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Word documents as departments make them: styles, automatic numbering, merged cells; and as WPS saves them."""

import re
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from .containers import parts_of, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def lists(document, *levels: tuple[str, str], styles: tuple[str, ...] = (), number: int = 50) -> str:
    """A list definition of (format, text) for each level; returns its number."""
    root = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>'
        + (f'<w:pStyle w:val="{styles[place]}"/>' if place < len(styles) else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (way, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{body}</w:abstractNum>')
    root.insert(0, abstract)
    again(document, number, number)
    return str(number)


def again(document, number: int, abstract: int, start: int | None = None) -> str:
    """Another use of a list definition, which counts on, or anew from ``start``."""
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    )
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
    )
    return str(number)


def numbered(document, text: str, identifier: str, level: int = 0, style: str | None = None):
    paragraph = document.add_paragraph(text, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>'
        )
    )
    return paragraph


def styled_list(document, style: str, identifier: str, level: int) -> None:
    """Put every paragraph of a style into a list."""
    document.styles[style].element.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>'
        )
    )


def chinese_style(document, name: str) -> None:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def looking(document, text: str, *, font="仿宋_GB2312", size=16, centred=False, bold=False):
    """A paragraph that is what it is by its looks alone (GB/T 9704-2012)."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def table(document, rows, merged=(), header=False):
    """``merged``: pairs of (row, column) corners."""
    made = document.add_table(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(place, column).text = text
    for first, last in merged:
        made.cell(*first).merge(made.cell(*last))
    if header:
        made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return made


def by_wps(data: bytes) -> bytes:
    """The document as WPS saves it: its application, its namespaces, styles called by numbers."""
    parts = parts_of(data)
    main = parts["word/document.xml"].decode()
    head = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
    main = main.replace("<w:document ", f"<w:document {head}", 1)
    styles = parts["word/styles.xml"].decode()
    for number in range(1, 7):
        styles = styles.replace(f'w:styleId="Heading{number}"', f'w:styleId="{number + 1}"')
        styles = styles.replace(f'w:val="Heading{number}"', f'w:val="{number + 1}"')
        main = main.replace(f'w:val="Heading{number}"', f'w:val="{number + 1}"')
        styles = re.sub(rf'w:name w:val="Heading {number}"', f'w:name w:val="heading {number}"', styles)
    application = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
        'officeDocument/2006/extended-properties"><Template>Normal.dotm</Template><Application>WPS Office_12.1.0.16729'
        "_F1E327BC-269C-435d-A152-05C5408002CA</Application></Properties>"
    )
    changed = {"word/document.xml": main, "word/styles.xml": styles, "docProps/app.xml": application}
    return zipped(parts | changed)


def new() -> Document:
    return Document()
