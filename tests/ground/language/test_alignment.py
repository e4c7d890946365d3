"""Pairs rise on both sides, equal ones are equal, and nothing takes the square of the time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.alignment import alike, equal, rising

letters = st.text("甲乙丙丁", max_size=60)


def crossing(pairs):
    return any(not (a < c and b < d) for (a, b), (c, d) in zip(pairs, pairs[1:], strict=False))


@given(letters, letters)
def test_equal_items_are_paired_in_order(old, new):
    pairs = equal(old, new)
    assert not crossing(pairs)
    assert all(old[i] == new[j] for i, j in pairs)


@given(letters)
def test_a_sequence_is_equal_to_itself(text):
    assert equal(text, text) == [(i, i) for i in range(len(text))]


def longest(old, new):
    row = [0] * (len(new) + 1)
    for item in old:
        above = row[:]
        for j, other in enumerate(new):
            row[j + 1] = above[j] + 1 if item == other else max(above[j + 1], row[j])
    return row[-1]


@given(st.text("甲乙丙", max_size=20), st.text("甲乙丙", max_size=20))
def test_short_sequences_are_solved_exactly(old, new):
    assert len(equal(old, new)) == longest(old, new)


def test_unique_items_carry_a_long_comparison():
    old = [f"段{n}" for n in range(200)]
    new = [*old[:50], "新一", "新二", *old[55:150], *old[160:]]
    assert [old[i] for i, _ in equal(old, new)] == [item for item in new if not item.startswith("新")]


def test_the_heaviest_chain_wins_over_the_longest():
    assert rising([(0, 0, 0.2), (0, 2, 0.9), (1, 1, 0.2), (2, 3, 0.5)]) == [(0, 2), (2, 3)]
    assert rising([]) == []


def test_the_most_alike_are_paired_and_none_that_is_not():
    weights = {(0, 1): 0.9, (1, 1): 0.5, (1, 2): 0.6}
    assert alike(2, 3, lambda i, j: weights.get((i, j), 0.0)) == [(0, 1), (1, 2)]


def test_time_grows_with_the_length_only():
    """20,000 items of four kinds on either side: the square of that would take minutes."""
    old, new = "甲乙丙丁" * 5_000, "丁甲丙乙" * 5_000
    start = time.process_time()
    equal(old, new)
    equal(old, "戊" * 20_000)
    assert time.process_time() - start < 2
