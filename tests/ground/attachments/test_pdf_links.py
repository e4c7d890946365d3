"""Bookmarks and links lead where they led, without the words."""

from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen import canvas

from gongkai.ground.attachments.rules.hidden.in_pdf import opened
from gongkai.ground.attachments.rules.redaction.pdf_links import Link, links, put_bookmarks, put_links
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from .test_pdf_finding import look

WORDS = Words(["张三"])


@pytest.fixture(scope="module")
def data():
    holder = BytesIO()
    sheet = canvas.Canvas(holder, pagesize=(600, 800))
    sheet.addOutlineEntry("甲", "p1", 0)
    sheet.addOutlineEntry("张三的事", "p2", 1)
    sheet.bookmarkPage("p1")
    sheet.linkURL("http://a.cn/x", (10, 10, 60, 30))
    sheet.linkURL("http://a.cn/%E5%BC%A0%E4%B8%89", (10, 40, 60, 60))
    sheet.linkRect("", "p2", (10, 70, 60, 90))
    sheet.showPage()
    sheet.bookmarkPage("p2")
    sheet.showPage()
    sheet.save()
    return holder.getvalue()


def fresh():
    document = pikepdf.new()
    for _ in range(2):
        document.add_blank_page(page_size=(600, 800))
    return document


def test_bookmarks(data):
    with opened(data) as source, fresh() as document:
        assert put_bookmarks(document, source, WORDS) == 1
        out = BytesIO()
        document.save(out)
    with opened(out.getvalue()) as copy:
        told = [(one.get_title(), one.level, one.get_dest().get_index()) for one in copy.get_toc()]
    assert told == [("甲", 0, 0), ("■■的事", 1, 1)]


@pytest.mark.parametrize("drawn", [True, False])
def test_links(data, drawn):
    with opened(data) as source, fresh() as document:
        found = list(links(source, source[0]))
        assert [(one.address, one.page) for one in found] == [
            ("http://a.cn/x", -1), ("http://a.cn/%E5%BC%A0%E4%B8%89", -1), ("", 1),
        ]  # fmt: skip
        assert put_links(document, 0, found, source[0], look(), WORDS, drawn=drawn) == 1
        kept = list(document.pages[0].obj.Annots)
    assert [[round(float(side)) for side in one.Rect] for one in kept] == [[10, 10, 60, 30], [10, 70, 60, 90]]


def test_a_link_where_a_word_stood_goes(data):
    with opened(data) as source, fresh() as document:
        seen = look()
        seen.cut = [(0, 760, 100, 795)]
        assert (
            put_links(
                document, 0, [Link((10, 10, 60, 30), "http://a.cn", -1)], source[0], seen, WORDS, drawn=True
            )
            == 0
        )
        assert "/Annots" not in document.pages[0].obj
