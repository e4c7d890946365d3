"""Statutory days of the year, by the version in force on the day itself."""

from datetime import date

import pytest

from gongkai.ground.deadlines.queries import due_by, fixed_dates


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
