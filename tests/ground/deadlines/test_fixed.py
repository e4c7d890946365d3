"""Statutory days of the year, by the version in force on the day itself."""

from datetime import date, timedelta

import pytest

from gongkai.ground.deadlines.queries import due_by, fixed_dates

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("annual_report", 2025, date(2026, 1, 31)),
        ("government_annual_report", 2025, date(2026, 3, 31)),
        ("annual_report", 2019, date(2020, 1, 31)),
        ("annual_report", 2018, date(2019, 3, 31)),
        ("annual_report", 2008, date(2009, 3, 31)),
    ],
)
def test_annual_reports(rule, year, day):
    assert due_by(rule, year) == day


def test_before_the_regulation_there_was_no_day():
    with pytest.raises(KeyError):
        due_by("annual_report", 2006)


def test_every_row_says_where_it_stands():
    assert all(row.basis and row.article and row.source in ("V", "M") for row in fixed_dates())


def test_a_version_is_in_force_from_its_first_day_to_the_day_before_the_next():
    (old,) = [row for row in fixed_dates() if row.id == "annual_report" and row.effective_to]
    days = [old.effective_from - DAY, old.effective_from, old.effective_to - DAY, old.effective_to]
    assert [old.in_force(day) for day in days] == [False, True, True, False]


OLD, NEW = date(2008, 5, 1), date(2019, 5, 15)
ROWS = [
    ("annual_report", "第四十九条第一款", 1, 31, 1, NEW, None),
    ("government_annual_report", "第四十九条第二款", 3, 31, 1, NEW, None),
    ("annual_report", "第三十一条", 3, 31, 1, OLD, NEW),
    ("government_annual_report", "第三十一条", 3, 31, 1, OLD, NEW),
]


def test_every_day_as_the_regulations_say_it():
    assert [
        (row.id, row.article, row.month, row.day, row.years_after, row.effective_from, row.effective_to)
        for row in fixed_dates()
    ] == ROWS
