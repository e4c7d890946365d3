"""Text is told from pages, tables and what only looks like text."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused, plaintext


@pytest.mark.parametrize(
    ("text", "encoding", "end", "found"),
    [
        ("关于做好供暖工作的通知", "utf-8", "txt", Format.TEXT),
        ("关于做好供暖工作的通知", "gb18030", "txt", Format.TEXT),
        ("关于做好供暖工作的通知", "utf-16", "txt", Format.TEXT),
        ("区,户数\n东湖区,12\n", "utf-8", "csv", Format.CSV),
        ("<!DOCTYPE html><html><p>正文</p></html>", "utf-8", "html", Format.HTML),
        ("<p>只有一段</p>", "utf-8", "htm", Format.HTML),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "utf-8", "", Format.HTML),
        ("BMI 指数和 MZ 编号", "utf-8", "txt", Format.TEXT),
    ],
)
def test_kinds_of_text(text, encoding, end, found):
    assert plaintext.recognise(text.encode(encoding), end) is found


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "svg", "SVG"),
        ("<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='x'/>", "png", "SVG"),
        ("<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "doc", "另存为 .docx"),
        ("<?xml version='1.0'?><data/>", "xml", "XML"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "mht", "mht"),
        (" \n\u3000", "txt", "没有文字"),
        ("\x01\x02\x03 text", "txt", "认不出"),
        ("text\0more", "txt", "认不出"),
    ],
)
def test_what_is_no_text_for_us(text, end, words):
    with pytest.raises(Refused, match=words):
        plaintext.recognise(text.encode(), end)
