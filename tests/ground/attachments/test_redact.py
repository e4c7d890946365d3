"""The door: every format by its way, and nothing handed out in which a word is left."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.redaction import FORMATS, Redacted, Region, redact, taken
from gongkai.ground.attachments.rules.redaction.redact import redacted

PAGE = """<html><head><title>张三</title><meta name="author" content="张三"></head><body><h1>公告</h1>
<p>联系人<b>张</b><i>三</i>，<a href="mailto:13812345678@a.cn" title="张三">来信</a></p><!--张三-->
<p hidden>张三</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>"""


def test_a_web_page():
    copy = redacted(PAGE.encode(), Format.HTML, ["张三", "13812345678"])
    text = copy.data.decode()
    assert "张" not in text.replace("张贴", "") and "138" not in text
    assert "公告" in text and "联系人" in text and "来信" in text and "<td>甲</td>" in text


def test_text_and_tables():
    copy = redacted(
        "姓名,电话\n张三,13812345678\n王五,1\n".encode("gb18030"), Format.CSV, ["张三", "13812345678", "赵六"]
    )
    assert copy.data.decode() == "姓名,电话\n■■,■■\n王五,1\n"
    assert (copy.removed, copy.not_found) == (2, (3,))


def test_a_word_of_one_character():
    assert redacted("王先生和国王".encode(), Format.TEXT, ["王"]).data.decode() == "■■先生和国■■"


def test_a_copy_in_which_a_word_is_left_is_never_handed_out(monkeypatch):
    monkeypatch.setattr(redact, "_copy", lambda *_: Redacted("张三".encode(), 1))
    with pytest.raises(Refused, match="仍能在 文件字节"):
        redacted("张三".encode(), Format.TEXT, ["张三"])


def test_wrong_use_is_refused():
    with pytest.raises(Refused, match="OFD"):
        redacted(b"", Format.OFD, ["张三"])
    with pytest.raises(Refused, match="至少给出一样"):
        redacted(b"x", Format.TEXT, [])
    with pytest.raises(Refused, match="只有 PDF 和图片"):
        redacted(b"x", Format.TEXT, [], [Region(1, 0, 0, 1, 1)])
    for wrong in (
        Region(0, 0, 0, 1, 1),
        Region(1, 0.5, 0, 0.5, 1),
        Region(1, 0, 0, 1, 2),
        Region(1, float("nan"), 0, 1, 1),
    ):
        with pytest.raises(Refused, match="重新框选"):
            redacted(b"x", Format.PDF, [], [wrong])
    assert all(taken(one) is one for one in FORMATS) and set(Format) - set(FORMATS) == {Format.OFD}


@pytest.mark.parametrize("format", [Format.PDF, Format.DOCX, Format.XLSX, Format.PNG])
def test_rubbish_is_refused_in_words(format):
    for data in (b"", b"PK\x03\x04rubbish", b"%PDF-1.4 rubbish", b"\x89PNG\r\n\x1a\nrubbish"):
        with pytest.raises(Refused):
            redacted(data, format, ["张三"])
