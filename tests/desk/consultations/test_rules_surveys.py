"""What a survey lacks is said with its place; questions move by buttons; the month is the law's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.desk.consultations.rules.surveys import (
    MAX_QUESTIONS,
    Content,
    Kind,
    Question,
    changed,
    lacking,
    pack,
    reminds,
    result_due,
    tidy,
    too_much,
    unpack,
)
from gongkai.ground.deadlines import queries as deadlines

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONE = Question(Kind.SINGLE, "甲？", ("是", "否"))
WHOLE = Content("标题", "说明", (ONE,), NOW, NOW + timedelta(days=20))


def test_a_whole_survey_lacks_nothing():
    assert lacking(WHOLE, NOW) == [] and too_much(WHOLE) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "请写标题"),
        ({"introduction": ""}, "为什么调查"),
        ({"questions": ()}, "至少加一道题"),
        ({"questions": (Question(Kind.TEXT, "建议？"),)}, "至少有一道选择题"),
        ({"questions": (ONE, Question(Kind.SINGLE, "", ("是", "否")))}, "第 2 题：请写题目"),
        ({"questions": (replace(ONE, options=("是",)),)}, "至少要有 2 个选项"),
        ({"questions": (replace(ONE, options=("是", "是")),)}, "重复的选项"),
        ({"questions": (Question(Kind.MULTIPLE, "甲？", ("是", "否"), True, 3),)}, "在 2 到 2 之间"),
        ({"opens_at": None}, "开放和截止的时间"),
        ({"closes_at": NOW}, "晚于开放时间"),
        ({"opens_at": NOW - timedelta(9), "closes_at": NOW - timedelta(1)}, "已经过了"),
        ({"closes_at": NOW + timedelta(400)}, "最长一年"),
    ],
)
def test_what_is_lacking_is_said(fields, said):
    assert any(said in line for line in lacking(replace(WHOLE, **fields), NOW))


def test_what_is_too_long_is_not_kept_even_as_a_draft():
    long = replace(WHOLE, title="长" * 121, introduction="长" * 3_001, questions=(ONE,) * (MAX_QUESTIONS + 1))
    long = replace(long, questions=(replace(ONE, words="长" * 201, options=("长" * 101,)), *long.questions))
    assert len(too_much(long)) == 5


def test_questions_are_kept_and_read_again():
    some = (ONE, Question(Kind.MULTIPLE, "乙？", ("a", "b", "c"), False, 2), Question(Kind.SCALE, "丙？"))
    assert unpack(pack(some)) == some
    assert some[2].answers == ("1 分", "2 分", "3 分", "4 分", "5 分") and not Question(Kind.TEXT, "").chosen


def test_what_no_database_takes_and_nobody_sees_falls_away():
    untidy = Content(" 标\0 题\n", "一\r\n二\0", (Question(Kind.SCALE, " 甲\n乙 ", ("是",), True, 3),))
    tidied = tidy(untidy)
    assert (tidied.title, tidied.introduction) == ("标 题", "一\n二")
    assert tidied.questions == (Question(Kind.SCALE, "甲 乙"),)
    assert tidy(Content("", "", (Question(Kind.SINGLE, "", (" ", "是 ")),))).questions[0].options == ("是",)


def test_questions_are_added_moved_and_removed_by_buttons():
    a, b, c = (Question(Kind.TEXT, word) for word in "甲乙丙")
    assert changed((a, b, c), "up-2") == (b, a, c)
    assert changed((a, b, c), "down-2") == (a, c, b)
    assert changed((a, b, c), "remove-3") == (a, b)
    assert changed((a,), "add") == (a, Question(Kind.SINGLE, ""))
    for nothing in ("", "up-1", "down-3", "remove-9", "up-x", "up--1", "jump-1", "up-٣"):
        assert changed((a, b, c), nothing) == (a, b, c)
    assert len(changed((a,) * MAX_QUESTIONS, "add")) == MAX_QUESTIONS


@pytest.mark.parametrize(
    ("closed", "due"),
    [(date(2026, 3, 31), date(2026, 4, 30)), (date(2026, 1, 31), date(2026, 2, 28)),
     (date(2026, 12, 5), date(2027, 1, 5))],
)  # fmt: skip
def test_the_result_is_due_a_month_after_the_end(closed, due):
    assert result_due(closed, deadlines.statute("consultation_result", closed)) == due


def test_people_are_reminded_before_and_weekly_when_late():
    days, due = deadlines.calendar(), date(2026, 4, 30)
    told = [day for day in range(1, 31) if reminds(date(2026, 4, day), due, days)]
    assert told == [16, 23, 28, 30]
    late = [day for day in range(1, 20) if reminds(date(2026, 5, day), due, days)]
    assert late == [1, 8, 15]
