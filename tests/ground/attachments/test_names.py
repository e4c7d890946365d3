"""Names of files cannot lead elsewhere, hide anything or break a disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments.rules import names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("关于印发《管理办法》的通知.docx", "关于印发《管理办法》的通知.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\附件 1.xlsx", "附件 1.xlsx"),
        ("a/b\\c/表.pdf", "表.pdf"),
        ("通知\r\nSet-Cookie: x.pdf", "通知 Set-Cookie_ x.pdf"),
        ("a\0b\x07.txt", "ab.txt"),
        ("报告\u202exslx.exe", "报告xslx.exe"),
        ("\u200b名\ufeff单.csv", "名单.csv"),
        ("con.docx", "_con.docx"),
        ("NUL", "_NUL"),
        ("console.docx", "console.docx"),
        ("...隐藏.txt...", "隐藏.txt"),
        ('a<b>"c"|d?*.txt', "a_b__c__d__.txt"),
        ("坏\ud800字.txt", "坏字.txt"),
        ("", names.NAMELESS),
        ("///", names.NAMELESS),
        (" . ", names.NAMELESS),
    ],
)
def test_names(given_name, kept):
    assert names.safe(given_name) == kept


def test_a_long_name_keeps_its_ending():
    name = names.safe("很长的标题" * 60 + ".docx")
    assert name.endswith(".docx") and len(name.encode()) <= names.MAX_NAME
    assert len(names.safe("x" * 500).encode()) == names.MAX_NAME


@given(st.text(max_size=400))
def test_whatever_is_given_the_name_is_safe(text):
    name = names.safe(text)
    assert name and name == name.strip() and not set(name) & set('/\\\0\r\n<>:"|?*')
    assert len(name.encode()) <= names.MAX_NAME
    assert names.safe(name) == name
