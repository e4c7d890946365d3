"""Old compound files are told apart by their streams."""

import pytest

from gongkai.ground.attachments.rules import archives, legacy

from .containers import compound


@pytest.mark.parametrize(
    ("streams", "end", "words"),
    [
        (("WordDocument",), "doc", "这是旧版 Word（.doc）或 WPS（.wps）文档；"),
        (("WordDocument",), "docx", "改成了 .docx"),
        (("Book",), "et", "另存为 .xlsx"),
        (("EncryptionInfo", "EncryptedPackage"), "xlsx", "密码"),
        (("PowerPoint Document",), "ppt", "PDF"),
        (("Something",), "msg", "不接收"),
    ],
)
def test_the_reason_names_what_it_is(streams, end, words):
    assert words in legacy.reason(compound(*streams), end)


def test_a_broken_one_is_damaged():
    assert legacy.reason(compound("WordDocument")[:100], "doc") == archives.CORRUPT
