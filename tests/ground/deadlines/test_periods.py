"""Periods: the worked examples of the calendar of 2025 and 2026, then properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.deadlines.queries import calendar
from gongkai.ground.deadlines.rules.periods import Calendar, NoDeadline, daily, due, due_in_days, months_later

CALENDAR = calendar()
PLAIN = Calendar(frozenset({date(2030, 10, 1)}), frozenset({date(2030, 10, 5)}), date(2030, 12, 31))

EXAMPLES = [
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-09-25", "2025-10-11", "2025-10-22", "2025-10-29", "2025-11-26"),
    ("2026-02-10", "2026-02-26", "2026-03-09", "2026-03-16", "2026-04-14"),
    ("2026-04-28", "2026-05-11", "2026-05-21", "2026-05-28", "2026-06-26"),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ("2026-09-30", "2026-10-15", "2026-10-27", "2026-11-03", "2026-12-01"),
]

days = st.dates(date(2004, 1, 1), date(2026, 10, 1))
counts = st.integers(1, 60)


@pytest.mark.parametrize(("received", "seven", "fifteen", "twenty", "forty"), EXAMPLES)
def test_worked_examples(received, seven, fifteen, twenty, forty):
    start = date.fromisoformat(received)
    for count, expected in ((7, seven), (15, fifteen), (20, twenty), (40, forty)):
        result = due(start, count, CALENDAR)
        assert str(result.on) == expected
        assert not result.provisional
        assert CALENDAR.add_working_days(start, count) == result.on


def test_time_with_a_third_party_is_excluded():
    """Art. 33(3): letter issued 03-05, opinion 03-20, eleven working days do not count."""
    received, pause = date(2026, 3, 2), (date(2026, 3, 5), date(2026, 3, 20))
    assert str(due(received, 20, CALENDAR).on) == "2026-03-30"
    result = due(received, 20, CALENDAR, [pause])
    assert str(result.on) == "2026-04-15"
    assert "扣除征求意见 03-05 次日至 03-20（11 个工作日）" in result.derivation


def test_overlapping_consultations_are_excluded_once():
    received = date(2026, 3, 2)
    first, second = (date(2026, 3, 5), date(2026, 3, 20)), (date(2026, 3, 10), date(2026, 3, 18))
    assert due(received, 20, CALENDAR, [first, second]).on == due(received, 20, CALENDAR, [first]).on


def test_the_derivation_names_days_off_and_make_up_days():
    result = due(date(2025, 9, 24), 20, CALENDAR)
    assert result.sentence == (
        "收到 2025-09-24，加 20 个工作日，跳过 10-01…10-08，09-28 调休上班，10-11 调休上班 → 2025-10-28"
    )


def test_make_up_days_are_working_days_and_holidays_are_not():
    assert CALENDAR.working(date(2026, 10, 10)) and date(2026, 10, 10).weekday() == 5
    assert not CALENDAR.working(date(2026, 10, 7))
    assert not CALENDAR.working(date(2026, 10, 11))


def test_the_first_day_does_not_count_and_a_day_off_may_be_the_first():
    assert str(due(date(2026, 10, 3), 1, CALENDAR).on) == "2026-10-08"
    assert CALENDAR.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_past_the_announced_years_the_result_is_provisional_and_says_so():
    calm = Calendar(frozenset({date(2027, 1, 1)}), frozenset(), date(2026, 12, 31))
    result = due(date(2026, 12, 10), 20, calm)
    assert result.provisional
    assert str(result.on) == "2027-01-08"
    assert "2027 年放假安排未发布，期限为暂算" in result.derivation
    assert not due(date(2026, 12, 10), 10, calm).provisional


def test_before_the_first_known_year_the_result_is_provisional():
    assert due(date(1999, 5, 1), 5, CALENDAR).provisional


def test_natural_days_move_to_the_next_working_day():
    """民法典 art. 203."""
    assert str(due_in_days(date(2026, 9, 25), 7, CALENDAR).on) == "2026-10-08"
    assert str(due_in_days(date(2026, 9, 1), 30, CALENDAR).on) == "2026-10-08"
    result = due_in_days(date(2026, 6, 1), 30, CALENDAR)
    assert result.sentence == "收到 2026-06-01，加 30 日 → 2026-07-01"
    assert str(due_in_days(date(2026, 9, 30), 10, CALENDAR).on) == "2026-10-10"


@pytest.mark.parametrize(
    ("received", "count", "pauses", "says"),
    [
        (date(2026, 1, 1), 0, [], "天数"),
        (date(2026, 1, 1), -5, [], "天数"),
        (date(2026, 1, 1), 99_999, [], "天数"),
        (date(1900, 1, 1), 5, [], "起算日期"),
        (date(2099, 12, 1), 3_000, [], "2100"),
        (date(2026, 1, 5), 5, [(date(2026, 1, 9), date(2026, 1, 6))], "颠倒"),
    ],
)
def test_what_cannot_be_computed_is_said(received, count, pauses, says):
    with pytest.raises(NoDeadline, match=says):
        due(received, count, CALENDAR, pauses)


@given(days, counts)
def test_one_more_day_is_the_next_working_day(received, count):
    on, later = (due(received, n, CALENDAR).on for n in (count, count + 1))
    assert later == CALENDAR.add_working_days(on, 1)
    assert CALENDAR.working(on)


@given(days, counts)
def test_exactly_so_many_working_days_lie_between(received, count):
    on = due(received, count, CALENDAR).on
    span = (on - received).days
    assert sum(CALENDAR.working(received + timedelta(n)) for n in range(1, span + 1)) == count


@given(days, counts, st.integers(0, 20), st.integers(0, 30))
def test_a_pause_never_shortens_and_adds_at_most_its_working_days(received, count, offset, length):
    pause = (received + timedelta(offset), received + timedelta(offset + length))
    without, paused = due(received, count, CALENDAR).on, due(received, count, CALENDAR, [pause]).on
    assert without <= paused
    inside = sum(CALENDAR.working(pause[0] + timedelta(n)) for n in range(1, length + 1))
    assert paused <= due(received, count + inside, CALENDAR).on


def test_counting_walks_over_days_off():
    assert [str(PLAIN.add_working_days(date(2030, 9, 30), n)) for n in range(1, 5)] == [
        "2030-10-02",
        "2030-10-03",
        "2030-10-04",
        "2030-10-05",
    ]


def test_months_end_on_their_last_day():
    """民法典 art. 202."""
    assert str(months_later(date(2026, 8, 31), 6)) == "2027-02-28"
    assert str(months_later(date(2026, 3, 2), 6)) == "2026-09-02"


@given(days, st.integers(1, 40), st.integers(0, 20), st.integers(0, 30))
def test_every_day_of_a_period_is_told(received, count, offset, length):
    pauses = [(received + timedelta(offset), received + timedelta(offset + length))]
    result = due(received, count, CALENDAR, pauses)
    rows = list(daily(received, result.on, CALENDAR, pauses))
    assert (rows[-1][0], rows[-1][1], rows[-1][2]) == (result.on, count, "")
    assert [day for day, _, _ in rows] == [received + timedelta(n + 1) for n in range(len(rows))]
    assert sum(not reason for _, _, reason in rows) == count


def test_spans_apart_overlapping_and_within_each_other_take_every_day_once():
    start = date(2026, 3, 2)
    spans = [
        (date(2026, 3, d), date(2026, 3, e)) for d, e in ((3, 5), (10, 12), (11, 17), (12, 13), (17, 18))
    ]
    inside = {date(2026, 3, day) for day in (4, 5, 11, 12, 13, 16, 17, 18)}
    working = (start + timedelta(n) for n in range(1, 99) if CALENDAR.working(start + timedelta(n)))
    counted = [day for day in working if day not in inside]
    assert [due(start, n, CALENDAR, spans).on for n in (1, 5, 9, 20)] == [
        counted[n - 1] for n in (1, 5, 9, 20)
    ]


def test_an_extension_is_added():
    start = date(2026, 3, 2)
    assert due(start, 20, CALENDAR, extended=5).on == CALENDAR.add_working_days(start, 25)
    assert due(start, 5, CALENDAR, extended=20).on == CALENDAR.add_working_days(start, 25)


def test_a_day_that_does_not_count_says_why():
    told = {day: why for day, _, why in daily(date(2026, 4, 30), date(2026, 5, 10), CALENDAR)}
    assert told[date(2026, 5, 1)] == "放假"
    last = {day: why for day, _, why in daily(date(2026, 3, 2), date(2026, 3, 9), CALENDAR)}
    assert last[date(2026, 3, 7)] == "周末"


def test_natural_days_say_what_moved_them_and_whether_they_may_change():
    start = date(2026, 3, 2)
    plain, moved = due_in_days(start, 1, CALENDAR), due_in_days(start, 5, CALENDAR)
    assert not any("顺延" in line for line in plain.derivation)
    assert (moved.on, "末日 2026-03-07 为休息日，顺延" in moved.derivation) == (date(2026, 3, 9), True)
    assert (plain.provisional, due_in_days(date(2026, 12, 30), 9, CALENDAR).provisional) == (False, True)
    assert due_in_days(date(2003, 12, 30), 9, CALENDAR).provisional
    made_up = due_in_days(date(2026, 2, 10), 18, CALENDAR)
    assert made_up.on == date(2026, 2, 28) and "02-28 调休上班" in made_up.derivation


def test_the_announced_years_hold_their_first_and_last_day():
    known = CALENDAR.known_from, CALENDAR.known_until
    assert [CALENDAR.announced(day) for day in known] == [True, True]
    assert not CALENDAR.announced(CALENDAR.known_until + timedelta(1))
    assert due(date(2003, 12, 30), 5, CALENDAR).provisional
    assert due(date(2003, 12, 30), 5, CALENDAR) == due(date(2003, 12, 30), 5, CALENDAR)


def test_the_last_computed_day_is_the_last_of_2100():
    last = date(2100, 12, 31)  # a Friday
    assert CALENDAR.add_working_days(date(2100, 12, 30), 1) == last
    with pytest.raises(NoDeadline, match="2100"):
        CALENDAR.add_working_days(last, 1)


def test_a_calendar_is_its_days_whoever_announced_them():
    days = frozenset({date(2027, 1, 1)}), frozenset[date](), date(2027, 12, 31)
    assert Calendar(*days, notices={2027: "甲"}) == Calendar(*days)
