"""Every part of an office file is cut by what it is; a part that nobody can read is refused."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.redaction.office import office_without
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from . import made_documents as documents
from . import made_workbooks as workbooks
from .redaction import searching

WORDS = ["张三", "13812345678"]


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "张三"
    sheet.append(["姓名", "电话", "说明"])
    sheet.append(["张三", 13812345678, '=CONCATENATE("张三","来")'])
    sheet.append(["王五", 42, "张 三的邻居"])
    sheet["A3"].hyperlink = "http://a.cn/%E5%BC%A0%E4%B8%89"
    sheet.oddHeader.center.text = "张三的表"
    other = book.create_sheet("汇总")
    other["A1"] = "='张三'!A3"
    return workbooks.saved(book)


def test_a_workbook_loses_the_words_and_keeps_the_rest():
    data = workbook()
    copy = office_without(data, Format.XLSX, Words(WORDS))
    assert searching.in_zip(data, WORDS) and searching.in_zip(copy.data, WORDS) == []
    book = load_workbook(BytesIO(copy.data))
    sheet = book["■■"]
    assert [cell.value for cell in sheet[3]] == ["王五", 42, "■■的邻居"]
    assert [cell.value for cell in sheet[2]][:2] == ["■■", "■■"]
    assert book["汇总"]["A1"].value == "='■■'!A3"


def test_parts_are_renamed_with_their_links():
    data = workbooks.with_parts(
        documents.written(documents.notice()), {"word/张三.xml": "<w:hdr xmlns:w='w'/>"},
        {"word/document.xml": [("header", "张三.xml")]},
    )  # fmt: skip
    copy = office_without(data, Format.DOCX, Words(WORDS))
    assert searching.in_zip(copy.data, WORDS) == []


def test_words_that_stand_nowhere_change_nothing_that_is_read():
    copy = office_without(documents.told_elsewhere(), Format.DOCX, Words(["没有的词"]))
    assert copy.removed == 0
    for text in ("页眉的字", "页脚的字", "文本框的字"):
        assert searching.in_zip(copy.data, [text])


def test_a_drawing_that_nobody_can_read_is_refused():
    data = workbooks.with_parts(
        documents.written(documents.notice()), {"word/media/image9.emf": "x"},
        {"word/document.xml": [("image", "media/image9.emf")]},
    )  # fmt: skip
    with pytest.raises(Refused, match="image9.emf"):
        office_without(data, Format.DOCX, Words(WORDS))
