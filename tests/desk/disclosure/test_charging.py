"""Fee notices meet their payments; a fee counts in the year in which it was paid."""

from datetime import date

from gongkai.desk.disclosure.rules.charging import Charge, charges, collected, derivation, within
from gongkai.ground.deadlines.rules.events import Step

EVENTS = [
    ("A", Step.FEE_NOTICE, date(2025, 12, 20), 2200),
    ("A", Step.PAID, date(2026, 1, 8), 0),
    ("B", Step.FEE_NOTICE, date(2026, 3, 2), 700),
    ("C", Step.FEE_NOTICE, date(2026, 5, 6), 100),
    ("C", Step.PAID, date(2026, 5, 7), 0),
    ("D", Step.FEE_NOTICE, date(2026, 12, 29), 400),
    ("D", Step.PAID, date(2027, 1, 4), 0),
]


def test_each_notice_meets_its_own_payment():
    found = charges(EVENTS)
    assert found[0] == Charge("A", date(2025, 12, 20), 2200, date(2026, 1, 8))
    assert [one.case for one in found] == ["A", "B", "C", "D"] and found[1].paid_on is None


def test_the_year_of_payment_counts():
    found = charges(EVENTS)
    assert [collected(found, year) for year in (2025, 2026, 2027)] == [0, 2300, 400]
    assert [one.case for one in within(found, 2025)] == ["A"]
    assert [one.case for one in within(found, 2026)] == ["A", "B", "C", "D"]


def test_a_second_notice_of_a_case_does_not_lose_the_first():
    twice = [EVENTS[2], ("B", Step.FEE_NOTICE, date(2026, 4, 1), 100), ("B", Step.PAID, date(2026, 4, 2), 0)]
    assert collected(charges(twice), 2026) == 100 and len(charges(twice)) == 2


def test_the_sum_is_explained():
    said = derivation(charges(EVENTS), 2026)
    assert "发出收费通知 3 件、1,200 元" in said and "收到缴费 2 件、2,300 元" in said
    assert "没有发出收费通知" in derivation([], 2026)
