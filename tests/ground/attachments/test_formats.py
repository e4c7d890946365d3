"""What is taken is told by its content; what is not is refused with what to do."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from gongkai.ground.attachments.rules import Format, Refused, formats

from .containers import compound, docx, parts_of, pdf, picture, xlsx, zipped

OFD = zipped({"OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'})


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (docx(), "通知.docx", Format.DOCX),
        (docx(), "通知.DOCX", Format.DOCX),
        (docx(), "没有扩展名", Format.DOCX),
        (xlsx(), "表.xlsx", Format.XLSX),
        (pdf(), "a.pdf", Format.PDF),
        (b"\n%" + pdf(), "前面有空行.pdf", Format.PDF),
        (OFD, "a.ofd", Format.OFD),
        (picture("JPEG"), "a.jpeg", Format.JPEG),
        (picture("PNG"), "a.png", Format.PNG),
        (picture("TIFF"), "a.tif", Format.TIFF),
    ],
)
def test_a_file_is_what_its_content_is(data, name, found):
    assert formats.recognise(data, name) is found


def with_part(data, name, body):
    return zipped(parts_of(data) | {name: body})


def with_types(data, old, new):
    parts = parts_of(data)
    return zipped(parts | {"[Content_Types].xml": parts["[Content_Types].xml"].replace(old, new)})


def locked_pdf():
    return pdf(encrypt=StandardEncryption("secret", "owner"))


SHEET = b"spreadsheetml.sheet.main+xml"
MACRO_TYPES = with_types(
    xlsx(), b"vnd.openxmlformats-officedocument." + SHEET, b"vnd.ms-excel.sheet.macroEnabled.main+xml"
)
BAD = {
    "empty": (b"", "a.docx", "空的"),
    "macro part": (with_part(docx(), "word/vbaProject.bin", b"x"), "a.docx", "宏"),
    "macro type": (MACRO_TYPES, "a.xlsm", "宏"),
    "old Word": (compound("WordDocument", "1Table"), "a.doc", "另存为 .docx"),
    "old Word by WPS": (compound("WordDocument"), "a.wps", "另存为 .docx"),
    "renamed": (compound("WordDocument"), "a.docx", "只是把文件名改成了 .docx"),
    "old Excel": (compound("Workbook"), "a.xls", "另存为 .xlsx"),
    "locked Office": (compound("EncryptionInfo", "EncryptedPackage"), "a.docx", "取消密码"),
    "locked PDF": (locked_pdf(), "a.pdf", "取消密码"),
    "cut Office": (docx()[:3000], "a.docx", "损坏"),
    "cut PDF": (b"%PDF-1.7\n1 0 obj", "a.pdf", "损坏"),
    "cut picture": (picture()[:60], "a.png", "损坏"),
    "broken compound": (compound("WordDocument")[:600], "a.doc", "损坏"),
    "broken body": (with_part(docx(), "word/document.xml", b"<w:document"), "a.docx", "损坏"),
    "another ending": (docx(), "a.pdf", "内容却是Word 文档"),
    "text as PDF": ("通知正文".encode(), "a.pdf", "内容却是纯文本"),
    "page as Word": (b"<html><body><p>x</p></body></html>", "a.doc", "内容却是网页"),
    "slides": (
        with_types(docx(), b"wordprocessingml.document", b"presentationml.presentation"),
        "a.pptx",
        "PDF",
    ),
    "plain zip": (zipped({"a.txt": "x"}), "a.zip", "解压"),
    "rar": (b"Rar!\x1a\x07\x00", "a.rar", "解压"),
    "open document": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "a.odt",
        "另存为 .docx",
    ),
    "program": (b"MZ\x90\x00" + bytes(60), "a.exe", "可执行程序"),
    "program for Linux": (b"\x7fELF" + bytes(60), "报告.docx", "可执行程序"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", "可执行程序"),
    "animation": (picture("GIF"), "a.gif", "PNG"),
    "bitmap": (picture("BMP"), "a.bmp", "PNG"),
    "rich text": (b"{\\rtf1 x}", "a.rtf", "另存为 .docx"),
    "noise": (bytes(range(256)) * 20, "a.dat", "认不出"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_taken_says_why_and_what_to_do(case):
    data, name, words = BAD[case]
    with pytest.raises(Refused, match=words):
        formats.recognise(data, name)


def test_a_pdf_that_anybody_may_open_is_taken_though_its_owner_restricted_it():
    data = pdf(encrypt=StandardEncryption("", "owner"))
    assert formats.recognise(data, "a.pdf") is Format.PDF


def test_the_largest_size(monkeypatch):
    monkeypatch.setattr(formats, "MAX_BYTES", 1 << 20)
    with pytest.raises(Refused, match="超过 1 MB"):
        formats.recognise(b"x" * ((1 << 20) + 1), "a.txt")


def test_a_picture_of_too_many_points_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "MAX_PIXELS", 1000)
    with pytest.raises(Refused, match="像素"):
        formats.recognise(picture(size=(40, 40)), "a.png")


@pytest.mark.parametrize(("name", "end"), [("a.b.DOCX ", "docx"), (".docx", ""), ("无", ""), ("a.", "")])
def test_the_ending_of_a_name(name, end):
    assert formats.ending(name) == end
