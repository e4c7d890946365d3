# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Numbers as automatic numbering writes them."""

import pytest

from gongkai.ground.attachments.rules.conversion.ordinals import written


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {0: "00", 7: "07"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 35: "三十五", 100: "一百", 105: "一百零五",
                             110: "一百一十", 1001: "一千零一", 12_345: "一二三四五"}),
        ("ideographDigital", {12: "一二", 105: "一〇五"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 21: "贰拾壹"}),
        ("ideographTraditional", {1: "甲", 11: "甲"}),
        ("ideographZodiac", {3: "寅"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {2: "⑵", 21: "21"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalFullWidth", {12: "１２"}),
        ("ideographEnclosedCircle", {1: "㊀"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("none", {1: ""}),
        ("something unknown", {5: "5"}),
    ],
)  # fmt: skip
def test_ways_of_counting(way, expected):
    assert {number: written(number, way) for number in expected} == expected
