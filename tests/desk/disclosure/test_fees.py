"""Fees by item and by page: the worked numbers, the edges of the bands, and their growth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.disclosure.rules.fees import BadCount, by_items, by_pages

ITEMS = [
    (0, 0),
    (10, 0),
    (11, 100),
    (30, 2_000),
    (31, 2_200),
    (40, 4_000),
    (41, 4_300),
    (50, 7_000),
    (51, 7_400),
]
PAGES = [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2_700), (201, 2_740), (1_000, 34_700)]


@pytest.mark.parametrize(("count", "fee"), ITEMS)
def test_by_items(count, fee):
    assert by_items(count) == fee


@pytest.mark.parametrize(("count", "fee"), PAGES)
def test_by_pages(count, fee):
    assert by_pages(count) == fee


@given(st.integers(11, 2_000))
def test_every_further_item_costs_what_its_band_says(count):
    band = 1 if count <= 30 else 2 + (count - 31) // 10
    assert by_items(count) - by_items(count - 1) == 100 * band


@pytest.mark.parametrize("count", [-1, 10_000_001])
def test_what_cannot_be_a_number_of_items_is_refused(count):
    for fee in (by_items, by_pages):
        with pytest.raises(BadCount, match="应在 0 到"):
            fee(count)
    assert by_pages(10_000_000) == 2_700 + 40 * (10_000_000 - 200)
