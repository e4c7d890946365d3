"""Chinese numerals."""

import pytest

from gongkai.ground.language.rules.numerals import numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("656", 656),
        ("２", 2),
        ("二〇一九", 2019),
        ("二○○九", 2009),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四十九", 49),
        ("一百零五", 105),
        ("六百五十六", 656),
        ("一千二百", 1200),
        ("五", 5),
    ],
)
def test_values(text, value):
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["", "十百", "一二十", "甲", "百千"])
def test_what_is_no_numeral(text):
    assert numeral(text) is None
