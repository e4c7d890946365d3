"""Figures of suggestions, by worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.routing import figures
from gongkai.desk.engagement.rules.routing.figures import Judged

FOUR = [Judged("甲", "甲", 0.9), Judged("甲", "乙", 0.3), Judged("乙", "乙", 0.8), Judged("乙", "乙", 0.7)]


def test_precision_recall_and_f1_of_each_name():
    first, second = figures.by_name(FOUR, ["甲", "乙"])
    assert first == {"name": "甲", "precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2}
    assert second == {"name": "乙", "precision": 0.6667, "recall": 1.0, "f1": 0.8, "n": 2}
    assert figures.macro_f1(FOUR, ["甲", "乙"]) == pytest.approx(0.7333, abs=1e-4)


def test_the_surest_are_taken_first():
    assert figures.accuracy(FOUR) == 0.75
    assert figures.accuracy(FOUR, 0.75) == 1.0
    assert figures.confusions(FOUR) == [{"true": "甲", "said": "乙", "n": 1}]


def test_a_name_never_said_nor_seen_is_nought():
    assert figures.by_name(FOUR, ["丙"])[0]["f1"] == 0.0


def many(right, wrong, true="甲", sure=0.9, unsure=0.4):
    return [Judged(true, true, sure)] * right + [Judged(true, "误", unsure)] * wrong


def test_the_threshold_is_the_lowest_that_keeps_the_promise():
    assert figures.threshold(many(90, 10), ["甲"], 0.9) == 0.4
    assert figures.threshold(many(90, 11), ["甲"], 0.9) == 0.9
    assert figures.answered(many(90, 10), 0.5) == {"share": 0.9, "accuracy": 1.0}


def test_no_promise_is_made_on_few_letters_or_by_wrong_ones():
    assert figures.threshold(many(figures.FEWEST - 1, 0), ["甲"], 0.9) is None
    assert figures.threshold(many(0, 50), ["甲"], 0.9) is None
    assert figures.answered(many(0, 50), 0.9) == {"share": 0.0, "accuracy": None}


def test_a_department_with_nearly_all_letters_does_not_carry_the_errors_of_the_others():
    others = [Judged("小局", "甲", 0.6)] * 10
    assert figures.threshold(many(990, 0) + others, ["甲", "小局"], 0.9) == 0.9


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=60))
def test_a_threshold_keeps_what_it_promises(drawn):
    judged = [Judged("甲", "甲" if right else "乙", sure) for right, sure in drawn]
    least = figures.threshold(judged, ["甲"], 0.8)
    if least is not None:
        assert figures.answered(judged, least)["accuracy"] >= 0.8
