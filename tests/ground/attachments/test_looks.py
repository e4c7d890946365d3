"""Headings of documents without heading styles are seen by how they look."""

import pytest

from gongkai.ground.attachments.rules.conversion.looks import Seen, pointed, visual

SPACE = "{w}"


def seen(text, *, size=32, emphatic=False, second=False, centred=False):
    return Seen(text, text, size, emphatic, second or emphatic, centred)


@pytest.mark.parametrize(
    ("one", "level"),
    [
        (seen("第一章 总则", centred=True), 2),
        (seen("第二节 程序", emphatic=True), 3),
        (seen("一、总体要求", emphatic=True), 2),
        (seen("（一）基本原则", second=True), 3),
        (seen("一、总体要求"), None),
        (seen("一、这是一个完整的句子。", emphatic=True), None),
        (seen("一、" + "很长" * 30, emphatic=True), None),
        (seen("重要提示", emphatic=True), None),
    ],
)
def test_points(one, level):
    assert pointed(one) == level


def test_a_title_is_larger_than_the_body_and_early():
    title = seen("关于供暖的通知", size=44, centred=True)
    body = [seen("正文" * 20) for _ in range(5)]
    assert visual([title, *body], SPACE) == {title.element: 1}
    assert visual([*body * 4, title], SPACE) == {}
    assert visual([title], SPACE) == {}, "a cover alone is no text with a title"
    assert visual([], SPACE) == {}
    assert visual([seen("同样大小", size=32, centred=True), *body], SPACE) == {}
