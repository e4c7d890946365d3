"""The DOCX of a letter: the page of GB/T 9704, nothing of whose desk it comes from."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from gongkai.desk.disclosure.rules import official_docx
from gongkai.desk.disclosure.rules.letters import paragraphs
from gongkai.desk.disclosure.rules.remedies import Remedy

from .test_letters import FACTS, LETTER

LINES = paragraphs(LETTER, FACTS, Remedy.RECONSIDER_FIRST)


def read():
    return docx.Document(io.BytesIO(official_docx.written(LINES)))


def test_it_says_what_the_letter_says_in_the_shape_of_the_standard():
    document = read()
    assert [line.text for line in document.paragraphs] == [line.text for line in LINES]
    title, text, signature = document.paragraphs[0], document.paragraphs[4], document.paragraphs[-1]
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER and title.runs[0].font.size == Pt(22)
    assert text.paragraph_format.first_line_indent == Pt(32) and text.runs[0].font.size == Pt(16)
    assert signature.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    section = document.sections[0]
    assert (round(section.top_margin / Mm(1)), round(section.left_margin / Mm(1))) == (37, 28)
    assert "仿宋_GB2312" in text._element.xml and "PAGE" in section.footer.paragraphs[0]._element.xml


def test_it_names_nobody():
    properties = read().core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
