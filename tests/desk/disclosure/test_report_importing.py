"""Tables of a body that is not on the platform come from its workbook, which this process never opens."""

import pytest

from gongkai.desk.disclosure.models import ReportEvidence
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.reports import Refused, RuleBroken
from gongkai.desk.disclosure.rules.tables import Cell
from gongkai.desk.disclosure.rules.workbook import address, as_workbook
from gongkai.desk.disclosure.services import report_importing, reports
from gongkai.ground.attachments.rules import tables
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed

from . import annual, reporting
from .annual import EVIDENCE, FINANCE, YEAR


@pytest.fixture
def people(db):
    return annual.city()


def kinds(report):
    return [entry.kind for entry in ledger.of(f"annual-report/{report.organisation.code}/{report.year}")]


def test_tables_of_a_body_that_is_not_here_are_imported_whole(people):
    numbers = reporting.tables(9)
    report = annual.begun(people)
    done = report_importing.import_tables(
        report.pk, "年报.xlsx", reporting.elsewhere(numbers), EVIDENCE, revision=report.revision,
        by=people["drafter"],
    )  # fmt: skip
    assert {cell: value for cell, value in numbers.items() if value} == queries.tables(done)
    assert queries.counted([FINANCE], YEAR)[FINANCE][Cell(3, "1", "total")]
    again = reports.recount(report.pk, by=people["drafter"])
    assert queries.tables(again) == queries.tables(done)
    row = ReportEvidence.objects.get()
    assert row.file_name == "年报.xlsx" and len(row.sha256) == 64
    assert kinds(report)[-2:] == ["report.imported", "report.recounted"]


def test_a_file_that_does_not_add_up_is_refused_with_the_cell(people):
    report = annual.begun(people)
    cell = Cell(3, "3.1", "person")
    content = as_workbook(reporting.tables(9), "标题")
    wrong = reporting.changed(content, "三、收到和处理政府信息公开申请情况", address(cell), 999_999)
    with pytest.raises(Refused, match="自然人") as refused:
        report_importing.import_tables(
            report.pk, "年报.xlsx", wrong, EVIDENCE, revision=report.revision, by=people["drafter"]
        )
    assert any(cell in one.cells for one in refused.value.found)
    with pytest.raises(RuleBroken, match="XLSX"):
        report_importing.import_tables(
            report.pk, "x.xlsx", b"junk", EVIDENCE, revision=report.revision, by=people["drafter"]
        )
    assert not ReportEvidence.objects.exists()


def test_the_file_is_opened_in_a_child_and_only_for_who_may(people, monkeypatch):
    report, content = annual.begun(people), as_workbook(reporting.tables(9), "标题")

    def here(*arguments, **named):
        raise AssertionError("opened in the web process")

    monkeypatch.setattr(tables, "opened", here)
    given = {"revision": report.revision}
    with pytest.raises(NotAllowed):
        report_importing.import_tables(report.pk, "x", content, EVIDENCE, by=people["first"], **given)
    with pytest.raises(RuleBroken, match="依据"):
        report_importing.import_tables(report.pk, "x", content, "", by=people["drafter"], **given)
    done = report_importing.import_tables(report.pk, "x", content, EVIDENCE, by=people["drafter"], **given)
    assert queries.tables(done)[Cell(3, "1", "total")]
