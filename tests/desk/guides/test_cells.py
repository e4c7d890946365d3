"""One cell's text becomes rows, and nothing that was written is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.guides.rules import cells
from gongkai.desk.guides.rules.shape import Material, Question, Statute, Step


@pytest.mark.parametrize(
    "text",
    ["1.身份证\n2.户口簿", "1、身份证；2、户口簿。", "（1）身份证（2）户口簿", "身份证；户口簿",
     "①身份证 ②户口簿", "一、身份证\n二、户口簿"],
)  # fmt: skip
def test_numbered_lists(text):
    assert [line.rstrip("。") for line in cells.lines(text)] == ["身份证", "户口簿"]


def test_copies_stand_in_brackets():
    assert cells.materials("1.身份证（原件1份、复印件1份）\n2.申请表（加盖公章）") == [
        Material("身份证", copies="原件1份、复印件1份"),
        Material("申请表（加盖公章）"),
    ]


def test_decimals_are_no_numbering():
    assert cells.lines("面积 1.5 平方米以上") == ["面积 1.5 平方米以上"]


def test_steps_by_arrows_or_lines():
    assert cells.steps("受理→审核→办结") == [Step("受理"), Step("审核"), Step("办结")]
    assert cells.steps("1.受理：窗口收件。\n2.申请人在五个工作日以内到窗口领取办理结果") == [
        Step("受理", "窗口收件"),
        Step(words="申请人在五个工作日以内到窗口领取办理结果"),
    ]


def test_statutes_with_number_and_article():
    text = "1.《住房公积金管理条例》（国令第710号）第二十四条第一款：可以提取。\n（一）购买住房的；"
    text += "\n《社会保险法》"
    first, second = cells.statutes(text)
    assert (first.law, first.article) == ("住房公积金管理条例", "第二十四条第一款")
    assert first.words == "可以提取\n购买住房的；" and "710" in first.number
    assert second == Statute("社会保险法")
    assert cells.statutes("按市里的规定") == [Statute("按市里的规定")]


def test_questions_have_answers():
    assert cells.questions("1.问：要本人去吗？\n答：不用。\n2.问：收费吗？答：不收费。\n说明") == [
        Question("要本人去吗？", "不用。"),
        Question("收费吗？", "不收费。\n说明"),
    ]
    assert cells.questions("没有问题") == []


@given(st.text("甲乙1.、；\n（）", max_size=40))
def test_no_han_character_of_a_list_is_lost(text):
    kept = "".join(row.name + row.copies for row in cells.materials(text))
    assert [c for c in kept if c in "甲乙"] == [c for c in text if c in "甲乙"]
