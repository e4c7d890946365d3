"""Numbers known by their digits: what tells them from other long numbers. More in test_personal."""

import pytest

from gongkai.ground.language.rules.personal import Kind
from gongkai.ground.language.rules.personal.digits import screen


@pytest.mark.parametrize(
    "text", ["订单号：6222021234567890128", "业务流水号4111111111111111", "运单 号：13812345678"]
)
def test_other_long_numbers_are_called_by_their_names(text):
    assert screen(text) == []


def test_the_banks_older_cards():
    (one,) = screen("卡号4367421234567890129")
    assert one.kind is Kind.BANK_CARD


@pytest.mark.parametrize(
    "row",
    [
        "7951\t13812345678\t7953",
        "7951 13812345678",
        "第503号 138 1234 5678",
        "2026-11-27\t1 3 8 1 2 3 4 5 6 7 8",
        "1\u200b38\u200b12345678",
    ],
)
def test_a_number_is_found_beside_the_short_numbers_of_a_table(row):
    found = screen(row)
    assert [one.masked for one in found] == ["138****5678"]
