"""A last day can be counted day by day."""

from datetime import date

from gongkai.desk.engagement.queries.derivations import clock_of, days, left, limits

from . import corresponding


def test_numbers_hold_for_earlier_letters_too():
    assert limits(date(2011, 1, 4)) == limits(date(2026, 3, 2))
    assert (limits(date(2026, 3, 2)).ordinary, limits(date(2026, 3, 2)).complex) == (7, 15)


def test_every_day_is_told(people, at):
    clock = clock_of(corresponding.submitted(at))
    counted = days(clock)
    assert (counted[-1].on, counted[-1].counted) == (date(2026, 3, 11), 7)
    assert [day.why for day in counted if day.why] == ["周末", "周末"]
    assert clock.due.sentence.startswith("收到 2026-03-02，加 7 个工作日")


def test_days_left_and_days_over():
    assert left(date(2026, 3, 11), date(2026, 3, 9)) == 2
    assert left(date(2026, 3, 11), date(2026, 3, 13)) == -2
