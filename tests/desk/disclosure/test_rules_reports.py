"""Whose numbers a government adds up, what refuses a report, and on which days people are reminded."""

from datetime import date, timedelta

import pytest

from gongkai.desk.disclosure.rules import reports
from gongkai.desk.disclosure.rules.reports import Body, Source
from gongkai.desk.disclosure.rules.tables import Cell
from gongkai.ground.deadlines.queries import calendar
from gongkai.ground.orgs.rules import OrganisationKind as Kind

from . import reporting

CITY = Body("c", Kind.CITY, "c/")
BODIES = [
    CITY,
    Body("f", Kind.DEPARTMENT, "c/f/"),
    Body("s", Kind.STREET, "c/f/s/"),
    Body("d", Kind.DISTRICT, "c/d/"),
    Body("e", Kind.DEPARTMENT, "c/d/e/"),
    Body("t", Kind.TOWN, "c/d/t/"),
    Body("p", Kind.PUBLIC_ENTERPRISE, "c/p/"),
    Body("i", Kind.INSTITUTION, "c/i/"),
    Body("x", Kind.DEPARTMENT, "c/x/", closed_on=date(2025, 6, 1)),
    Body("n", Kind.DEPARTMENT, "c/n/", opened_on=date(2026, 1, 1)),
]


def codes(government):
    return [body.code for body in reports.parts(government, BODIES, 2025)]


def test_the_reporting_set_counts_everybody_once():
    assert codes(CITY) == ["f", "s", "d"]
    assert codes(BODIES[3]) == ["e", "t"]
    assert codes(BODIES[1]) == []


def test_a_whole_that_is_no_sum_is_refused_by_its_cells():
    own, part = reporting.tables(1), reporting.tables(2)
    whole = reports.whole(own, [part])
    assert reports.wrong(whole, None, own, [part]) == []
    cell = Cell(2, "licences", "made")
    found = reports.wrong(whole | {cell: whole[cell] + 1}, None, own, [part])
    assert [(one.identity, one.cells) for one in found] == [("I6", (cell,))]
    assert "还有" not in str(reports.Refused(found * 5))
    refused = reports.Refused(found * 7)
    assert cell.name in str(refused) and "还有 2 处" in str(refused)


def test_what_was_entered_stays_when_counted_anew():
    licences, made = Cell(2, "licences", "made"), Cell(2, "rules", "made")
    own = reports.own_numbers(
        {Cell(3, "1", "total"): 3}, {made: 5}, {licences: 7, made: 1}, {licences.key: Source.ENTERED}
    )
    assert (own[licences], own[made], own[Cell(3, "1", "total")]) == (7, 5, 3)


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 1, 30), True),  # a Friday: no working day is left but itself
        (date(2026, 1, 31), False),  # a Saturday: nobody is at work
        (date(2026, 1, 23), True),  # 5 working days
        (date(2026, 1, 20), False),
        (date(2026, 1, 28), True),  # 2
        (date(2026, 1, 27), False),
        (date(2026, 1, 16), True),  # 10
        (date(2026, 1, 15), False),
        (date(2026, 1, 17), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 2), False),
        (date(2026, 2, 8), True),
    ],
)
def test_days_of_reminding(today, reminded):
    assert reports.reminds(today, date(2026, 1, 31), calendar()) is reminded


def test_days_left_never_grow():
    due, days = date(2026, 3, 31), calendar()
    left = [reports.days_left(due + timedelta(step), due, days) for step in range(-90, 30)]
    assert left == sorted(left, reverse=True) and left[90] == 0


def test_on_the_last_day_itself_people_are_reminded_and_after_it_days_are_counted():
    last, known = date(2026, 3, 31), calendar()  # a Tuesday
    assert reports.reminds(last, last, known)
    assert reports.days_left(last + timedelta(10), last, known) == -10
    assert reports.BEFORE == (20, 10, 5, 2, 0)


def test_a_department_has_its_day_and_a_government_another():
    assert {reports.date_rule(kind) for kind in (Kind.CITY, Kind.DISTRICT)} == {"government_annual_report"}
    for kind in (Kind.DEPARTMENT, Kind.STREET, Kind.TOWN):
        assert reports.date_rule(kind) == "annual_report"


@pytest.mark.parametrize(
    ("opened", "closed", "there"),
    [
        (None, None, True),
        (date(2025, 12, 31), None, True),
        (date(2026, 1, 1), None, False),
        (None, date(2025, 12, 31), False),
        (None, date(2026, 1, 1), True),
        (date(2020, 1, 1), date(2030, 1, 1), True),
    ],
)
def test_who_is_there_on_the_last_day_of_a_year_reports_on_it(opened, closed, there):
    assert reports.reports_in(Body("b", Kind.DEPARTMENT, "c/b/", opened, closed), 2025) is there


def test_what_last_year_left_is_asked_only_where_last_year_is_here():
    before = {Cell(3, "4", "company"): 1, Cell(3, "4", "total"): 1}
    assert [one.identity for one in reports.wrong({}, before, {}, None)] == ["I5", "I5"]
    assert reports.wrong({}, None, {}, None) == []
    assert set(reports.own_numbers({}, {}, {}, {}).values()) == {0}
