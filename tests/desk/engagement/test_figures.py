"""Public figures: shares with their interval, medians, and no cell that tells of few."""

from statistics import median as true_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.queries.practice import bounds
from gongkai.desk.engagement.rules.figures import (
    Tally,
    grouped,
    hidden,
    median,
    rateable,
    share,
    together,
    wilson,
)

NUMBERS = st.dictionaries(st.integers(0, 30), st.integers(0, 40), max_size=12)
PARTS = st.integers(1, 5_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(PARTS)
def test_an_interval_holds_its_share_and_stays_within_none_and_all(numbers):
    part, whole = numbers
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    said = share(part, whole, 1)
    assert said is not None and 0 <= said.low <= said.percent <= said.high <= 100
    assert (said.percent == 100) == (part == whole)


@given(PARTS)
def test_more_letters_of_the_same_share_are_surer(numbers):
    part, whole = numbers
    once, often = wilson(part, whole), wilson(part * 10, whole * 10)
    assert often[1] - often[0] < once[1] - once[0]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 10, 0, 0.2775), (1, 1, 0.2065, 1)]
)
def test_the_interval_is_wilsons(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-4)


def test_from_a_sure_sample_on_the_interval_is_five_points_each_way():
    low, high = wilson(bounds().sure // 2, bounds().sure)
    assert high - low <= 0.1


def test_one_fast_answer_is_no_record():
    fast, slow = Tally(1, 1, 1, days={0: 1}), Tally(200, 180, 150, overdue=20, days={6: 180})
    assert fast.on_time(10) is None and fast.took(10) is None and share(0, 0, 0) is None
    assert slow.on_time(10).percent == 75 and slow.took(10) == 6  # silence past its day counts
    shown, rest = grouped({"fast": fast, "slow": slow, "other": Tally(12)}, 10)
    assert list(shown) == ["slow"] and rest.received == 13


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 9), min_size=1))
def test_the_median_is_that_of_the_values(histogram):
    assert median(histogram) == true_median(v for v, n in histogram.items() for _ in range(n))


@given(NUMBERS, st.integers(1, 15))
def test_what_is_hidden_cannot_be_told_from_the_total(numbers, least):
    small = hidden(numbers, least)
    assert all(key in small for key, number in numbers.items() if 0 < number < least)
    if small and small != {key for key, number in numbers.items() if number}:
        assert sum(numbers[key] for key in small) >= least
    if all(number == 0 or number >= least for number in numbers.values()):
        assert not small


@given(NUMBERS, st.integers(1, 15))
def test_no_letter_is_lost_and_rows_stand_by_how_many(numbers, least):
    rows = {
        key: Tally(number, number, number, rated=number // 2, days={3: number})
        for key, number in numbers.items()
    }
    shown, rest = grouped(rows, least)
    assert together([*shown.values(), rest]) == together(rows.values()) or not any(numbers.values())
    counted = [row.received for row in shown.values()]
    assert counted == sorted(counted, reverse=True) and all(number >= least for number in counted)
    assert all(rows[key].rated >= least for key in rateable(rows, least))
