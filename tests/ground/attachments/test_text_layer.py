"""The unseen text of a page that became a picture says what is seen, and the mark for what went."""

from io import BytesIO

import pikepdf
import pypdfium2

from gongkai.ground.attachments.rules.hidden.ocr import Sign
from gongkai.ground.attachments.rules.redaction.pdf_look import Letter
from gongkai.ground.attachments.rules.redaction.text_layer import font, layer, written

from .test_pdf_finding import look


def test_lines_that_stay():
    page = look("甲张三乙\r\n丙", read=["甲张三乙", "盖章处"])
    page.gone = {1, 2}
    page.letters.append(Letter("密", (200.0, 100.0, 210.0, 110.0), False))
    assert [text for text, _ in written(page)] == ["甲■■乙", "丙", "甲张三乙", "盖章处"]
    page.cut = [(10.0, 300.0, 30.0, 310.0)]
    assert [text for text, _ in written(page)] == ["甲■■乙", "丙", "甲■■乙", "盖章处"]


def test_what_is_written_is_not_said_twice():
    page = look("甲乙")
    page.lines = [[Sign(one.text, one.box) for one in page.letters if one.box]]
    assert [text for text, _ in written(page)] == ["甲乙"]


def test_a_reader_finds_the_text_and_sees_nothing():
    page = look("公告𠮷 No.7")
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(600, 800))
        document.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(T=font(document)))
        document.pages[0].obj.Contents = document.make_stream(layer(page))
        out = BytesIO()
        document.save(out)
    sheet = pypdfium2.PdfDocument(out.getvalue())[0]
    assert sheet.get_textpage().get_text_range() == "公告𠮷 No.7"
    assert sheet.get_textpage().search("公告").get_next() == (0, 2)
    assert sheet.render().to_numpy().min() == 255
