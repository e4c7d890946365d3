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
