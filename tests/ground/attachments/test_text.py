"""Text and tables of commas."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import text, to_html

from .reading import tables


def test_lines_are_paragraphs_and_tags_are_words():
    data = "关于通知\n\n<script>alert(1)</script>\n".encode("gb18030")
    assert to_html(data, Format.TEXT) == "<p>关于通知</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize("cut", [",", "\t", ";"])
def test_a_table_is_cut_where_its_lines_agree(cut):
    rows = (("区", "户数", "说明"), ("东湖区", "12", '"一，二"'), ("西山区", "3", ""))
    data = "\n".join(cut.join(row) for row in rows).encode()
    assert tables(to_html(data, Format.CSV)) == [
        [["#区", "#户数", "#说明"], ["东湖区", "12", "一，二"], ["西山区", "3", ""]]
    ]


def test_limits(monkeypatch):
    monkeypatch.setattr(text, "MAX_CELLS", 3)
    with pytest.raises(Refused, match="5 万格"):
        text.table_to_html(b"a,b\nc,d\n")
    with pytest.raises(Refused, match="引号"):
        text.table_to_html(b'a,"' + b"x" * 1_100_000)


def test_nothing_to_show():
    with pytest.raises(Refused, match="没有可以转成网页的文字"):
        to_html(b",,\n,,\n", Format.CSV)
    with pytest.raises(Refused, match="图片不能"):
        to_html(b"x", Format.PNG)
