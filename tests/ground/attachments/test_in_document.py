"""A document is told paragraph by paragraph, its headers, notes and boxes with it."""

from gongkai.ground.attachments.rules import Format, Hiding
from gongkai.ground.attachments.rules.hidden.contents import contents
from gongkai.ground.attachments.rules.hidden.in_document import USUAL, note_part, story_label

from . import made_documents as made


def test_paragraphs_headers_and_boxes_have_their_place():
    found = {one.text: one.place for one in contents(made.told_elsewhere(), Format.DOCX, ocr=False).pieces}
    assert found["关于公开的通知"] == "第 1 段"
    assert found["页眉的字"] == "页眉第 1 段"
    assert "文本框的字" in found


def test_an_insertion_is_read_and_told_as_a_change():
    found = contents(made.insertion(), Format.DOCX, ocr=False).pieces
    assert [one.hiding for one in found if one.text.endswith("新加的字")] == [Hiding.VISIBLE, Hiding.CHANGE]


def test_fields_of_the_layout_are_no_secret():
    assert USUAL.fullmatch(" PAGE \\* MERGEFORMAT ")
    assert USUAL.fullmatch(' TOC \\o "1-3" \\h ')
    assert not USUAL.fullmatch(" DOCPROPERTY 作者 ")
    assert not USUAL.fullmatch(' INCLUDETEXT "C:\\\\wang.docx" ')


def test_parts_around_the_body_are_known():
    assert story_label("word/header2.xml") == "页眉"
    assert note_part("word/endnotes.xml") == "endnote"
    assert story_label("word/document.xml") == story_label("word/glossary/footnotes.xml") == ""
