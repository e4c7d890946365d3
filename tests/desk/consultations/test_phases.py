"""Time closes a consultation to the second; days are whole days."""

from datetime import UTC, date, datetime, timedelta

from gongkai.desk.consultations.rules.phases import Phase, days_left, last_day, number, phase_at

END = datetime(2026, 4, 1, 16, tzinfo=UTC)


def test_it_is_open_until_its_last_instant_and_closed_from_it():
    assert phase_at(Phase.OPEN, END, END - timedelta(microseconds=1)) is Phase.OPEN
    assert phase_at(Phase.OPEN, END, END) is Phase.CLOSED
    assert phase_at(Phase.ANSWERED, END, END) is Phase.ANSWERED
    assert phase_at(Phase.PREPARING, None, END) is Phase.PREPARING


def test_thirty_whole_days_after_the_day_of_publishing():
    assert last_day(date(2026, 3, 2), 30) == date(2026, 4, 1)


def test_days_left_end_with_the_last_day():
    assert [days_left(date(2026, 4, 1), date(2026, 3, 31) + timedelta(days=n)) for n in range(3)] == [1, 0, 0]
    assert days_left(None, date(2026, 4, 1)) == 0


def test_a_number_says_the_year():
    assert number(2026, 12) == "ZJ2026-00012"
