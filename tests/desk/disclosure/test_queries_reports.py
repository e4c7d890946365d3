"""Reads of annual reports: only in the scope, imported before counted, warnings and what words lack."""

import pytest

from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.tables import TABLE_FOUR, TABLE_THREE, Cell
from gongkai.desk.disclosure.services import report_publishing
from gongkai.record.catalogue.services import publications

from . import annual
from .annual import FINANCE, STREET, YEAR


@pytest.fixture
def people(db):
    return annual.city()


def test_another_organisations_report_is_not_there(people):
    report = annual.begun(people)
    assert queries.one(people["drafter"].scope, report.pk) == report
    assert queries.one(people["street drafter"].scope, report.pk) is None
    assert queries.of(FINANCE, YEAR) == report and queries.of(STREET, YEAR) is None
    assert queries.years(FINANCE) == [report]


def test_the_board_shows_who_has_begun(people, django_assert_num_queries):
    report = annual.begun(people)
    with django_assert_num_queries(2):
        found = queries.board(people["drafter"].scope, YEAR)
    assert [(part.organisation.code, part.report) for part in found] == [(FINANCE, report), (STREET, None)]


def test_where_nothing_was_imported_cases_are_counted(people):
    annual.imported(people)
    found = queries.counted([FINANCE, STREET], YEAR)
    assert found[FINANCE][Cell(3, "1", "total")] > 0
    assert found[STREET] == dict.fromkeys((*TABLE_THREE, *TABLE_FOUR), 0)


def test_warnings_and_gaps(people):
    report = annual.begun(people)
    assert queries.warnings(report, None) == [] and len(queries.lacking(report)) == 2
    assert queries.lacking(annual.imported(people)) == []


def test_what_waits_for_whom(people):
    report = annual.begun(people)
    assert queries.pending(people["drafter"]) == [report] and queries.pending(people["final"]) == []
    annual.approved(people)
    assert queries.pending(people["drafter"]) == [] and queries.pending(people["final"]) == [report]


def test_what_was_withdrawn_is_public_no_more(people):
    report = report_publishing.publish(annual.approved(people).pk, by=people["final"])
    assert [row.pk for row in queries.public(FINANCE)] == [report.pk]
    publications.withdraw(report.publication.identifier, reason="数字有误", by=annual.OPERATOR)
    assert queries.public(FINANCE) == []
