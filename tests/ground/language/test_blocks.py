"""A tree of blocks says what its HTML says."""

import pytest

from gongkai.ground.language.rules.blocks import DEEPEST, Element, Run, parse
from gongkai.ground.language.rules.markup import plain, sanitise

WRITTEN = [
    "<p>第一条　甲<b>乙</b>丙</p>",
    '<table><caption>表一</caption><tbody><tr><th colspan="2">项目</th></tr>'
    "<tr><td>a &lt; b</td><td>2</td></tr></tbody></table>",
    '<ol start="3"><li>甲<ul><li>乙</li></ul></li></ol>',
    '<p><a href="/x?a=1&amp;b=2" title="一 &quot;二&quot;">链<sup>2</sup></a><br>后</p><hr>',
    '<p><img src="/media/a.png" alt="图 > 一"></p>',
    "没有段落的字",
]


@pytest.mark.parametrize("html", WRITTEN)
def test_what_was_read_is_written_again(html):
    clean = sanitise(html)
    again = "".join(child.html() for child in parse(clean).children)
    assert sanitise(again) == clean


def test_a_run_keeps_its_text_whole_and_may_be_cut_anywhere():
    (paragraph,) = parse("<p>二〇<b>二六</b>年</p>").children
    assert isinstance(paragraph, Element)
    (run,) = paragraph.children
    assert isinstance(run, Run)
    assert run.text == "二〇二六年"
    assert run.cut(1, 3) == "〇<b>二</b>"


def test_older_marks_of_change_are_shown_otherwise():
    (run,) = parse("旧<del>删</del><ins>增</ins>").children
    assert run.html() == "旧<s>删</s><u>增</u>"


def test_blocks_too_deep_are_read_without_their_tags():
    html = "<div>" * (DEEPEST * 3) + "底" + "</div>" * (DEEPEST * 3) + "<p>后</p>"
    again = "".join(child.html() for child in parse(html).children)
    assert plain(again) == "底\n后"
    assert again.count("<div>") == DEEPEST
