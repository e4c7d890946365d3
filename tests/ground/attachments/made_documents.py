"""DOCX files with one word in one hiding place each."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from .made_workbooks import SECRET, saved, table, with_parts

SEEN = ["关于公开的通知", "各单位：", "现将有关事项通知如下。"]
_W = nsdecls("w")


def notice() -> Any:
    """A notice that people see: three paragraphs and a table."""
    document = Document()
    for line in SEEN:
        document.add_paragraph(line)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "事项", "时限"
    for name in ("author", "comments", "title", "subject", "keywords", "last_modified_by", "category"):
        setattr(document.core_properties, name, "")
    return document


def written(document: Any) -> bytes:
    holder = BytesIO()
    document.save(holder)
    return holder.getvalue()


def comment() -> bytes:
    document = notice()
    document.add_comment(document.paragraphs[0].runs, text=SECRET, author="王五", initials="W")
    return written(document)


def _changed(xml: str) -> bytes:
    document = notice()
    document.paragraphs[1]._p.append(parse_xml(xml))
    return written(document)


def deletion() -> bytes:
    return _changed(
        f'<w:del {_W} w:id="9" w:author="王五" w:date="2026-01-01T00:00:00Z">'
        f"<w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
    )


def insertion() -> bytes:
    return _changed(f'<w:ins {_W} w:id="9" w:author="{SECRET}"><w:r><w:t>新加的字</w:t></w:r></w:ins>')


def moved() -> bytes:
    return _changed(f'<w:moveFrom {_W} w:id="9" w:author="王五"><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom>')


def deleted_row() -> bytes:
    document = notice()
    row = document.tables[0].add_row()
    row.cells[0].text = SECRET
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {_W} w:id="8" w:author="王五"/>'))
    return written(document)


def hidden_run() -> bytes:
    document = notice()
    document.paragraphs[1].add_run(SECRET).font.hidden = True
    return written(document)


def hidden_by_style() -> bytes:
    document = notice()
    style = document.styles.add_style("Unseen", 2)
    style.font.hidden = True
    document.paragraphs[1].add_run(SECRET, style="Unseen")
    return written(document)


def white_run() -> bytes:
    return _changed(f'<w:r {_W}><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{SECRET}</w:t></w:r>')


def field_code() -> bytes:
    return _changed(
        f'<w:fldSimple {_W} w:instr=" DOCPROPERTY &quot;{SECRET}&quot; ">'
        f"<w:r><w:t>市政府办</w:t></w:r></w:fldSimple>"
    )


def properties() -> bytes:
    document = notice()
    document.core_properties.author = SECRET
    return written(document)


def custom_xml() -> bytes:
    parts = {"customXml/item7.xml": f"<root><name>{SECRET}</name></root>"}
    return with_parts(
        written(notice()), parts, {"word/document.xml": [("customXml", "../customXml/item7.xml")]}
    )


def embedded() -> bytes:
    inner = table()
    inner["公开"]["A1"] = SECRET
    parts: dict[str, str | bytes] = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": saved(inner)}
    links = {"word/document.xml": [("package", "embeddings/Microsoft_Excel_Sheet1.xlsx")]}
    return with_parts(written(notice()), parts, links)


def orphan_note() -> bytes:
    """A footnote whose mark in the text was deleted by hand."""
    note = f'<w:footnote w:id="4"><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:footnote>'
    part = f"<w:footnotes {_W}>{note}</w:footnotes>"
    links = {"word/document.xml": [("footnotes", "footnotes.xml")]}
    return with_parts(written(notice()), {"word/footnotes.xml": part}, links)


def told_elsewhere() -> bytes:
    """Words that a reader does see: in a header, a footer, a text box."""
    document = notice()
    section = document.sections[0]
    section.header.paragraphs[0].text = "页眉的字"
    section.footer.paragraphs[0].text = "页脚的字"
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        f"<v:shape><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>文本框的字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[1]._p.append(parse_xml(box))
    return written(document)


def pictured(picture: Image.Image) -> bytes:
    document = notice()
    holder = BytesIO()
    picture.save(holder, "PNG")
    holder.seek(0)
    document.add_picture(holder)
    return written(document)
