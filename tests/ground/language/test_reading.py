"""The three forms a number is written in."""

from gongkai.ground.language.rules.reading import LARGEST_SERIAL, bracketed, folded, order, yearly


def test_the_canonical_forms():
    assert bracketed("x", 0, "国办发", "2019", "04").canonical == "国办发〔2019〕4号"
    assert yearly("x", 0, "公告", "2021", "3").canonical == "公告2021年第3号"
    assert order("x", 0, "国令", "711").canonical == "国令第711号"


def test_a_number_out_of_range_stays_as_written():
    for number in (
        bracketed("原文", 3, "国发", "1900", "4"),
        bracketed("原文", 3, "国发", "2019", "0"),
        order("原文", 3, "国令", str(LARGEST_SERIAL + 1)),
    ):
        assert (number.canonical, number.readable, number.start) == ("原文", False, 3)


def test_every_bracket_folds_to_one():
    assert {folded(pair) for pair in ("[]", "［］", "()", "（）", "【】", "﹝﹞", "{}", "〔〕")} == {"〔〕"}
