"""The copy of a PDF: which pages are drawn anew, and what no page tells."""

from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.redaction import Region, pdf_redaction
from gongkai.ground.attachments.rules.redaction.pdf_redaction import pdf_without
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from . import made_pages
from .made_pages import A4, pdf


def two_pages(second="公告的正文"):
    """Two pages in one font that is made to look like one of the letters of this document."""
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=A4)
    for text in ("联系人张三的公告", second):
        sheet.setFont("STSong-Light", 20)
        sheet.drawString(72, 700, text)
        sheet.showPage()
    sheet.save()
    with pikepdf.open(BytesIO(holder.getvalue())) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) == "/Type0":
                one.BaseFont = pikepdf.Name("/ABCDEF+STSong-Light")
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def test_a_font_that_tells_what_was_cut_goes_with_its_pages():
    assert pdf_without(two_pages(), Words(["张三"]), []).pages == (1, 2)
    assert pdf_without(two_pages("三张公告"), Words(["张三"]), []).pages == (1,)


def test_a_region_is_black_and_says_nothing():
    data = pdf(lambda sheet: sheet.bookmarkPage("a") or sheet.addOutlineEntry("关于公开的通知", "a"))
    copy = pdf_without(data, Words([]), [Region(1, 0, 0.07, 0.5, 0.12)])
    page = pypdfium2.PdfDocument(copy.data)[0]
    assert page.get_textpage().get_text_range() == "■■\r\n本页最后一行"
    assert pypdfium2.PdfDocument(copy.data).get_toc and not list(pypdfium2.PdfDocument(copy.data).get_toc())
    pixels = np.asarray(page.render(scale=1).to_pil().convert("L"))
    assert not pixels[62:99, 2:295].any()
    with pytest.raises(Refused, match="重新框选"):
        pdf_without(data, Words([]), [Region(2, 0, 0, 1, 1)])


def test_an_earlier_state_is_gone():
    copy = pdf_without(made_pages.saved_over(), Words(["张三"]), [])
    assert copy.data.count(b"%%EOF") == 1 and copy.pages == ()


def test_what_is_in_reach_of_a_page_but_not_drawn_is_gone():
    with pikepdf.open(BytesIO(pdf(lambda sheet: None))) as document:
        word = "藏在不画的流里张三".encode()
        form = document.make_stream(b"q Q")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Never=document.make_stream(word)))
        unused = document.make_stream(word)
        page = document.pages[0].obj
        page.Resources.XObject = pikepdf.Dictionary(Form=form, Never=unused)
        document.pages[0].contents_add(document.make_stream(b"/Form Do"))
        out = BytesIO()
        document.save(out)
    copy = pdf_without(out.getvalue(), Words(["李四"]), [])
    assert copy.pages == ()
    with pikepdf.open(BytesIO(copy.data)) as document:
        held = [one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)]
    assert not [one for one in held if word in one]


def test_a_long_document_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_redaction, "MAX_PAGES", 1)
    with pytest.raises(Refused, match="拆成"):
        pdf_without(two_pages(), Words(["张三"]), [])


def test_a_photograph_is_compressed(monkeypatch):
    monkeypatch.setattr(pdf_redaction, "_LOSSLESS", 1_000)
    with pikepdf.new() as document:
        noise = Image.effect_noise((200, 100), 90).convert("RGB")
        assert str(pdf_redaction._image(document, noise).Filter) == "/DCTDecode"
        plain = pdf_redaction._image(document, Image.new("RGB", (200, 100), "white"))
        assert str(plain.Filter) == "/FlateDecode" and str(plain.ColorSpace) == "/DeviceGray"
