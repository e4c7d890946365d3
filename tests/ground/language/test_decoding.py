"""Bytes become text by what they are."""

import pytest

from gongkai.ground.language.rules.decoding import decode


@pytest.mark.parametrize(
    ("data", "text", "flag"),
    [
        ("中文".encode("gb18030"), "中文", "GB18030"),
        (b'<meta charset="utf-8">' + "中文字".encode("gbk"), '<meta charset="utf-8">中文字', "声明的编码"),
        ("中文".encode("utf-16"), "中文", ""),
        (b"a\x00b", "ab", "空字节"),
    ],
)
def test_bytes_are_decoded_by_what_they_are(data, text, flag):
    decoded, flags = decode(data)
    assert decoded == text
    assert flag in "".join(flags)
