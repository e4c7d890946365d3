"""Running heads, feet and page numbers belong to no text."""

import pytest

from gongkai.ground.attachments.rules.conversion import lines, margins

from .glyphs import line, page


@pytest.mark.parametrize("text", ["1", "— 12 —", "-3-", "第 3 页", "第3页 共12页", "3/12", "· 5 ·"])
def test_page_numbers(text):
    own = page(line("正文"), line(text, base=40))
    (kept,) = margins.without([own], [lines.lines(own.glyphs)])
    assert [one.text for one in kept] == ["正文"]


def test_a_number_in_the_middle_is_text():
    own = page(line("12"))
    assert margins.without([own], [lines.lines(own.glyphs)])[0]


def test_heads_that_repeat_go_and_first_lines_stay():
    pages = [page(line("江城市公报", base=810, size=10), line(f"第{n}段", base=700)) for n in range(4)]
    pages[0].glyphs += line("只有一次", base=790)
    kept = margins.without(pages, [lines.lines(one.glyphs) for one in pages])
    assert [one.text for own in kept for one in own] == ["只有一次", "第0段", "第1段", "第2段", "第3段"]
    two = pages[:2]
    kept = margins.without(two, [lines.lines(one.glyphs) for one in two])
    assert kept[0][0].text == "江城市公报", "two pages are too few to know"
