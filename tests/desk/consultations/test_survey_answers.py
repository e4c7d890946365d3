"""Answers are read with every problem at its field; nothing is guessed and nothing unseen is kept."""

import pytest

from gongkai.desk.consultations.rules.survey_answers import MAX_TEXT, Answers, clean, pack, parse, too_quick

from .asking import QUESTIONS

GOOD = {"q1": ["2"], "q2": ["3", "1", "1"], "q3": ["5"], "q4": [" 多放座椅\r\n谢谢 "]}


def test_a_whole_form_is_read():
    answers, wrong = parse(QUESTIONS, GOOD)
    assert not wrong
    assert answers == Answers({1: (2,), 2: (1, 3), 3: (5,)}, {4: "多放座椅\n谢谢"}) and answers.number == 4


def test_what_need_not_be_answered_may_be_left_out():
    answers, wrong = parse(QUESTIONS, {"q1": ["1"], "q3": ["1"]})
    assert not wrong and answers == Answers({1: (1,), 3: (1,)}, {})


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"q1": []}, "q1", "请回答这一题"),
        ({"q1": ["5"]}, "q1", "没有这个选项"),
        ({"q1": ["0"]}, "q1", "没有这个选项"),
        ({"q1": ["x"]}, "q1", "没有这个选项"),
        ({"q1": ["٣"]}, "q1", "没有这个选项"),
        ({"q1": ["1\0"]}, "q1", "没有这个选项"),
        ({"q1": ["9" * 5000]}, "q1", "没有这个选项"),
        ({"q1": ["1", "2"]}, "q1", "只能选一项"),
        ({"q2": ["1", "2", "3"]}, "q2", "最多选 2 项，您选了 3 项"),
        ({"q3": ["6"]}, "q3", "没有这个选项"),
        ({"q4": ["长" * (MAX_TEXT + 1)]}, "q4", f"现有 {MAX_TEXT + 1} 字"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sent, field, said):
    _, wrong = parse(QUESTIONS, GOOD | sent)
    assert set(wrong) == {field} and said in wrong[field]


def test_all_problems_are_said_at_once_and_an_empty_form_is_none():
    _, wrong = parse(QUESTIONS, {"q1": ["9"], "q2": ["1", "2", "3"]})
    assert set(wrong) == {"q1", "q2", "q3"}
    assert parse(QUESTIONS[1:2], {})[1] == {"": "还没有回答任何一题"}


def test_words_keep_nothing_that_hides_or_turns():
    assert clean("一\0二\u202e三\u200b四\r\n五\r六\x07 ") == "一二三四\n五\n六"


def test_the_same_choices_are_the_same_text():
    assert pack({2: (1, 3), 1: (2,)}) == pack({1: [2], 2: [1, 3]}) == '{"1": [2], "2": [1, 3]}'


@pytest.mark.parametrize(("answered", "seconds", "quick"), [(1, 2.9, True), (1, 3, False), (9, 8.9, True),
                                                            (9, 9, False)])  # fmt: skip
def test_nobody_reads_faster_than_a_question_a_second(answered, seconds, quick):
    assert too_quick(answered, seconds) is quick
