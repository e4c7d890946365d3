"""Paragraphs as a person counts them."""

from gongkai.record.editorial.rules.checks.places import Paragraphs


def test_empty_lines_are_not_counted():
    paragraphs = Paragraphs("甲\n\n乙\n丙")
    assert [paragraphs.at(place) for place in (0, 3, 5)] == ["正文第 1 段", "正文第 2 段", "正文第 3 段"]
    assert paragraphs.of([0, 3, 3]) == "正文第 1、2 段等 3 处"
    assert Paragraphs("").at(0) == "正文第 1 段"
