"""The search of a copy finds a word in whatever place it was left."""

import pytest
from lxml import etree

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.redaction.left_over import left_over
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from . import made_documents as documents
from . import made_pages as pages
from . import made_workbooks as workbooks
from .containers import parts_of, zipped
from .redaction import made_pdfs

WORDS = Words(["张三", "13812345678"])


def places(data, format, shown=()):
    return " ".join(left_over(data, format, WORDS, shown))


def test_every_way_of_a_pdf():
    told = places(made_pdfs.everywhere(), Format.PDF)
    for place in ("PDF 字符串", "PDF 名称", "PDF 数据流", "第 1 页的绘制指令", "PDF 文字", "书签"):
        assert place in told
    assert places(pages.scan(), Format.PDF) == ""
    assert places(pages.scan(), Format.PDF, (1,)) == "第 1 页的图像"


@pytest.mark.parametrize(
    "data",
    [
        documents.comment(), documents.deletion(), documents.insertion(), documents.properties(),
        documents.field_code(), documents.custom_xml(), documents.pictured(pages.lettered()),
        zipped(parts_of(documents.written(documents.notice())) | {"word/media/张三.png": pages.bare_png()}),
    ],
)  # fmt: skip
def test_every_part_of_a_docx(data):
    assert places(data, Format.DOCX)


def test_a_number_in_a_cell():
    book = workbooks.table()
    book["公开"]["A1"] = 13812345678
    assert places(workbooks.saved(book), Format.XLSX)
    assert not places(workbooks.saved(workbooks.table()), Format.XLSX)


def test_pictures_pages_and_text():
    assert places(pages.png_text(), Format.PNG) and not places(pages.bare_png(), Format.PNG)
    assert places("<p>张<b>三</b></p>".encode(), Format.HTML) == "网页"
    assert places("<p>李四</p>".encode(), Format.HTML) == ""
    assert places("张 三".encode(), Format.TEXT) == "正文"
    assert etree.LXML_VERSION
