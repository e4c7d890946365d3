"""PDF pages are read as they are seen."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import pdf, to_html

from .layouts import HEIGHT, LEFT, WIDTH, Paper
from .reading import blocks


def image(colour="grey", size=(200, 300)):
    return ImageReader(Image.new("RGB", size, colour))


def test_covered_invisible_and_outside_words_are_left_out():
    paper = Paper()
    paper.line("看得见的文字，留下。")
    paper.line("身份证号被遮住", y=600)
    paper.canvas.rect(LEFT - 5, 590, 300, 30, fill=1)
    paper.line("贴图遮住的", y=500)
    paper.canvas.drawImage(image(), LEFT - 5, 490, 200, 30)
    text = paper.canvas.beginText(LEFT, 400)
    text.setFont("STSong-Light", 16)
    text.setTextRenderMode(3)
    text.textLine("看不见的")
    paper.canvas.drawText(text)
    paper.line("纸外面的", y=-50)
    paper.page()
    written = to_html(paper.done(), Format.PDF)
    assert "看得见的文字，留下。" in written
    for word in ("身份证", "贴图", "纸外面"):
        assert word not in written


def test_a_box_drawn_before_its_words_is_their_ground():
    paper = Paper()
    paper.canvas.setFillGray(0.8)
    paper.canvas.rect(LEFT - 5, 590, 300, 30, fill=1)
    paper.canvas.setFillGray(0)
    paper.line("底色上的字，留下。", y=600)
    paper.page()
    assert "底色上的字" in to_html(paper.done(), Format.PDF)


def test_a_seal_with_clear_parts_covers_nothing():
    paper = Paper()
    paper.line("江城市人民政府，落款。", y=600)
    seal = Image.new("RGBA", (100, 100), (255, 0, 0, 0))
    seal.paste((255, 0, 0, 255), (0, 0, 100, 8))
    paper.canvas.drawImage(ImageReader(seal), LEFT, 560, 100, 100, mask="auto")
    paper.page()
    assert "江城市人民政府" in to_html(paper.done(), Format.PDF)


def test_a_scan_is_said_to_be_one():
    paper = Paper()
    paper.line("第一页有文字，可以读。")
    paper.page()
    paper.canvas.drawImage(image(), 0, 0, WIDTH, HEIGHT)
    paper.page()
    assert blocks(to_html(paper.done(), Format.PDF))[-1] == ("p", "［第 2 页是扫描图像，文字没有转入］")
    scan = Paper()
    scan.canvas.drawImage(image(), 0, 0, WIDTH, HEIGHT)
    scan.page()
    with pytest.raises(Refused, match="没有可以转成网页的文字"):
        to_html(scan.done(), Format.PDF)


def test_the_words_behind_a_scan_are_read():
    paper = Paper()
    paper.canvas.drawImage(image(), 0, 0, WIDTH, HEIGHT)
    text = paper.canvas.beginText(LEFT, 400)
    text.setFont("STSong-Light", 16)
    text.setTextRenderMode(3)
    text.textLine("识别出来的文字，可以读。")
    paper.canvas.drawText(text)
    paper.page()
    assert "识别出来的文字" in to_html(paper.done(), Format.PDF)


def test_a_turned_page_is_read_as_it_is_held():
    paper = Paper()
    paper.canvas.setPageRotation(90)
    paper.canvas.rotate(90)
    paper.line("横放的页面，第一行。", 100, y=-100)
    paper.line("横放的页面，第二行。", 100, y=-300)
    paper.page()
    found = pdf.to_html(paper.done())
    assert [text for _, text in blocks(found)] == ["横放的页面，第一行。", "横放的页面，第二行。"]


def test_limits_and_locks(monkeypatch):
    paper = Paper(encrypt=StandardEncryption("secret"))
    paper.page()
    with pytest.raises(Refused, match="密码"):
        pdf.to_html(paper.done())
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    paper = Paper()
    paper.page()
    with pytest.raises(Refused, match="600 页"):
        pdf.to_html(paper.done())
    with pytest.raises(Refused, match="损坏"):
        pdf.to_html(BytesIO(b"%PDF-").getvalue())
