"""OFD documents are read by the standard's structure."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import ofd, to_html

from . import layouts
from .containers import parts_of, zipped
from .layouts import path_object, text_object
from .reading import blocks

BODY = text_object("正文第一段，写得清楚。", 42, 60)


def test_pages_follow_each_other_with_their_template():
    data = layouts.ofd(
        BODY, text_object("正文第二段，也清楚。", 42, 60), template=text_object("共同的落款处。", 42, 150)
    )
    assert [text for _, text in blocks(to_html(data, Format.OFD))] == [
        "正文第一段，写得清楚。", "共同的落款处。", "正文第二段，也清楚。", "共同的落款处。",
    ]  # fmt: skip


def test_what_a_later_box_covers_or_is_not_visible_is_left_out():
    page = BODY + text_object("被盖住的", 42, 100) + path_object(40, 99, 60, 10, 'Fill="true"')
    page += text_object("不显示的", 42, 140, extra='Visible="false"')
    written = to_html(layouts.ofd(page), Format.OFD)
    assert "正文第一段" in written and "被盖住" not in written and "不显示" not in written


def test_a_scan_alone_has_no_text():
    image = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="5"/>'
    with pytest.raises(Refused, match="没有可以转成网页的文字"):
        to_html(layouts.ofd(image), Format.OFD)
    mixed = blocks(to_html(layouts.ofd(BODY, image), Format.OFD))
    assert mixed[-1] == ("p", "［第 2 页是扫描图像，文字没有转入］")


def test_damage_is_said():
    parts = parts_of(layouts.ofd(BODY))
    for name, body in (("Doc_0/Document.xml", b"<"), ("Doc_0/Pages/Page_0/Content.xml", b"<a>")):
        with pytest.raises(Refused, match="损坏"):
            ofd.to_html(zipped(parts | {name: body}))
    del parts["Doc_0/Pages/Page_0/Content.xml"]
    with pytest.raises(Refused, match="损坏"):
        ofd.to_html(zipped(parts))


def test_paths_are_told_from_where_they_stand():
    assert ofd.resolved("Doc_0/Document.xml", "Pages/Page_0/Content.xml") == "Doc_0/Pages/Page_0/Content.xml"
    assert ofd.resolved("Doc_0/Document.xml", "/Doc_1/Res.xml") == "Doc_1/Res.xml"
    assert ofd.resolved("Doc_0/a/b.xml", "../c.xml") == "Doc_0/c.xml"
