"""A letter as an official document in DOCX: the page of GB/T 9704-2012, in the typefaces that offices have.

Pure: bytes out. It holds what the PDF holds, and can be corrected, printed with a seal, or read aloud.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .letters import Paragraph, title_lines

# GB/T 9704-2012 §5 and §7: margins, sizes (2号 22 points, 3号 16, 4号 14), 方正小标宋 for the title, 仿宋 for
# the text.
MARGINS = {"top_margin": 37, "left_margin": 28, "right_margin": 26, "bottom_margin": 35}  # mm
BODY, TITLE, FOOT, LINE = 16, 22, 14, 29
FANGSONG, SONG, LATIN = "仿宋_GB2312", "方正小标宋简体", "Times New Roman"
ALIGNED = {
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "number": WD_ALIGN_PARAGRAPH.CENTER,
    "signature": WD_ALIGN_PARAGRAPH.RIGHT,
}
INDENTED = ("text", "remedy")
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (the letter says its day; the file tells nothing of whose desk)


def written(lines: Sequence[Paragraph]) -> bytes:
    """The letter as a file for Word and WPS, with page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in MARGINS.items():
        setattr(section, name, Mm(millimetres))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = lines[0].text, "", ""
    properties.created = properties.modified = MADE
    signatures = [place for place, line in enumerate(lines) if line.kind == "signature"]
    for place, line in enumerate(lines):
        shape = _add(document, line if place else Paragraph(line.kind, "\n".join(title_lines(lines))))
        shape.keep_with_next = signatures[0] - 1 <= place < signatures[-1]  # no signature alone on a page
        if place == signatures[0]:
            shape.space_before = Pt(2 * LINE)
    _numbered(section.footer.paragraphs[0])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, line: Paragraph) -> Any:
    """A paragraph in its style; its format."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(0), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    if line.kind in ALIGNED:
        paragraph.alignment = ALIGNED[line.kind]
    if line.kind in INDENTED:
        shape.first_line_indent = Pt(2 * BODY)
    if line.kind == "signature":
        shape.right_indent = Pt(4 * BODY)
    if line.kind in ("title", "number"):
        shape.space_after = Pt(LINE)
    if line.kind == "title":
        shape.line_spacing = Pt(TITLE * 1.5)
    face, size = (SONG, TITLE) if line.kind == "title" else (FANGSONG, BODY)
    _faced(paragraph.add_run(line.text), face, size)
    return shape


def _faced(run: Any, face: str, size: int) -> None:
    run.font.name, run.font.size = LATIN, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _numbered(paragraph: Any) -> None:
    """— 1 — as a field that the program fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in ((None, "— "), ("begin", ""), ("instruction", "PAGE"), ("end", ""), (None, " —")):
        run = paragraph.add_run(text if kind is None else "")
        _faced(run, "宋体", FOOT)
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = text
            run._element.append(element)
        elif kind is not None:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._element.append(element)
