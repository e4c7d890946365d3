"""The whole of a question is who answered it; shares add up; what is counted apart is said."""

import time

from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.consultations.rules.survey_counting import LEAST, Given, count, shares
from gongkai.desk.consultations.rules.surveys import Level

from .asking import QUESTIONS

ACCOUNT, UNVERIFIED = Level.ACCOUNT, Level.UNVERIFIED


def test_a_worked_example():
    result = count(QUESTIONS, [
        Given(ACCOUNT, False, {1: [1], 2: [1, 2], 3: [5]}),
        Given(UNVERIFIED, False, {1: [1], 3: [4]}),
        Given(UNVERIFIED, False, {1: [2], 2: [1], 3: [4]}),
        Given(UNVERIFIED, True, {1: [3], 3: [1]}),
    ])  # fmt: skip
    assert (result.total, result.quick, result.small) == (3, 1, True)
    assert result.levels == ((ACCOUNT, 1), (Level.TELEPHONE, 0), (UNVERIFIED, 2))
    weekly, wanted, light = result.questions
    assert [(line.number, line.share) for line in weekly.lines] == [
        (2, "66.7%"), (1, "33.3%"), (0, "0.0%"), (0, "0.0%")
    ]  # fmt: skip
    assert weekly.lines[0].by_level == (1, 0, 1)
    assert wanted.answered == 2 and [line.share for line in wanted.lines] == [
        "100.0%",
        "50.0%",
        "0.0%",
        "0.0%",
    ]
    assert light.answered == 3 and light.mean == 433 and weekly.mean is None


def test_nobody_answered():
    result = count(QUESTIONS, [])
    assert result.total == 0 and all(line.tenths == 0 for one in result.questions for line in one.lines)
    assert result.questions[2].mean is None


def test_thirds_go_to_the_first_of_equals():
    assert shares([1, 1, 1]) == [334, 333, 333] and shares([0, 0]) == [0, 0] and shares([7]) == [1000]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_shares_add_up_and_none_is_off_by_a_tenth(numbers):
    found, whole = shares(numbers), sum(numbers)
    assert sum(found) == (1000 if whole else 0)
    pairs = zip(found, numbers, strict=True)
    assert not whole or all(abs(share * whole - number * 1000) < whole for share, number in pairs)


def test_ten_thousand_answers_are_counted_quickly():
    rows = [Given(UNVERIFIED, False, {1: [1 + n % 4], 2: [1, 2], 3: [1 + n % 5]}) for n in range(10_000)]
    began = time.perf_counter()
    result = count(QUESTIONS, rows)
    assert time.perf_counter() - began < 2  # a fiftieth of it on a quiet machine
    assert result.total == 10_000 > LEAST and not result.small
    assert result.questions[0].lines[3].share == "25.0%"
