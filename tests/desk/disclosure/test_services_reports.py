"""An annual report is begun, counted, entered, imported and described; each step has its entry."""

from decimal import Decimal

import pytest
from django.utils import timezone

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.identities import added
from gongkai.desk.disclosure.rules.reports import RuleBroken
from gongkai.desk.disclosure.rules.tables import MONEY_CELL, Cell
from gongkai.desk.disclosure.rules.workbook import as_workbook
from gongkai.desk.disclosure.services import report_importing, report_review, reports
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications

from . import annual, reporting
from .annual import EVIDENCE, FINANCE, STREET, YEAR

LICENCES = Cell(2, "licences", "made")


@pytest.fixture
def people(db):
    return annual.city()


def kinds(report):
    return [entry.kind for entry in ledger.of(f"annual-report/{report.organisation.code}/{report.year}")]


def document(number, day):
    at = timezone.make_aware(timezone.datetime(YEAR, day[0], day[1], 9))
    return publications.publish(
        Draft(
            kind=Kind.DOCUMENT, title=f"办法{number}", publisher=FINANCE, html="<p>正文</p>", text="正文",
            published_at=at, document_number=f"江财〔{YEAR}〕{number}号", made_on=at.date(),
            mandatory_item="20.1",
        ),
        by=annual.OPERATOR,
    )  # fmt: skip


def test_a_report_begins_with_what_the_catalogue_holds_and_is_counted_anew(people):
    document(1, (3, 3))
    report = annual.begun(people)
    made = Cell(2, "normative_documents", "made")
    assert queries.tables(report)[made] == 1 and report.revision == 2
    assert queries.tables(report).get(Cell(3, "1", "total"), 0) == 0
    document(2, (5, 5))
    again = reports.draft(FINANCE, YEAR, by=people["drafter"])
    assert again.pk == report.pk and queries.tables(again)[made] == 2
    assert kinds(report) == ["report.begun", "report.recounted"]


def test_numbers_are_entered_with_evidence_and_given_back(people):
    report = annual.begun(people)
    values = {LICENCES: "１,２３４", MONEY_CELL: "12.5"}
    done = reports.enter(report.pk, values, EVIDENCE, revision=report.revision, by=people["drafter"])
    assert queries.tables(done)[LICENCES] == 1234 and queries.tables(done)[MONEY_CELL] == Decimal("12.5")
    assert {row.cell: (row.value, row.words) for row in queries.evidence(done)} == {
        LICENCES.key: ("1234", EVIDENCE), MONEY_CELL.key: ("12.5", EVIDENCE),
    }  # fmt: skip
    kept = reports.recount(report.pk, by=people["drafter"])
    assert queries.tables(kept)[LICENCES] == 1234
    back = reports.enter(report.pk, {LICENCES: ""}, EVIDENCE, revision=kept.revision, by=people["drafter"])
    assert queries.tables(back).get(LICENCES, 0) == 0
    facts = ledger.facts(ledger.of(f"annual-report/{FINANCE}/{YEAR}")[1])
    assert facts["cells"] == sorted([LICENCES.key, MONEY_CELL.key]) and EVIDENCE not in str(facts)


@pytest.mark.parametrize(
    ("cell", "text", "evidence", "says"),
    [
        (LICENCES, "-1", EVIDENCE, "不能是负数"),
        (LICENCES, "许多", EVIDENCE, "不是数字"),
        (LICENCES, "1", " ", "写明数字的依据"),
        (Cell(3, "1", "person"), "1", EVIDENCE, "由案件统计"),
    ],
)
def test_what_cannot_be_entered_is_said(people, cell, text, evidence, says):
    report = annual.begun(people)
    with pytest.raises(RuleBroken, match=says):
        reports.enter(report.pk, {cell: text}, evidence, revision=report.revision, by=people["drafter"])
    assert AnnualReport.objects.get().revision == report.revision


def test_two_people_do_not_write_over_each_other(people):
    report = annual.begun(people)
    reports.enter(report.pk, {LICENCES: "1"}, EVIDENCE, revision=report.revision, by=people["drafter"])
    with pytest.raises(RuleBroken, match="由他人修改"):
        reports.enter(report.pk, {LICENCES: "2"}, EVIDENCE, revision=report.revision, by=people["drafter"])


def test_a_government_adds_up_its_parts(people):
    department = annual.imported(people)
    city = reports.roll_up(annual.root().code, YEAR, by=annual.OPERATOR)
    some = queries.parts_of(city)
    assert {part.organisation.code for part in some} == {FINANCE, STREET}
    assert queries.tables(city) == {k: v for k, v in queries.tables(department).items() if v}
    street = reports.draft(STREET, YEAR, by=annual.OPERATOR)
    street = report_importing.import_tables(
        street.pk, "街道.xlsx", as_workbook(reporting.tables(6, 50), "标题"), EVIDENCE,
        revision=street.revision, by=annual.OPERATOR,
    )  # fmt: skip
    city = reports.roll_up(annual.root().code, YEAR, by=annual.OPERATOR)
    both = added([queries.tables(department), queries.tables(street)])
    assert queries.tables(city) == both and queries.broken(city, queries.parts_of(city), None) == []
    with pytest.raises(RuleBroken, match="审核通过"):
        report_review.submit(city.pk, revision=city.revision, by=annual.OPERATOR)
    with pytest.raises(RuleBroken, match="只有一级政府"):
        reports.roll_up(FINANCE, YEAR, by=annual.OPERATOR)
    with pytest.raises(RuleBroken, match="由各单位的报告汇总"):
        report_importing.import_tables(
            city.pk, "x", b"", EVIDENCE, revision=city.revision, by=annual.OPERATOR
        )


def test_who_has_no_duty_here_writes_nothing(people):
    report = annual.begun(people)
    for by in (people["first"], people["street drafter"]):
        with pytest.raises(NotAllowed):
            reports.recount(report.pk, by=by)
        with pytest.raises(NotAllowed):
            reports.draft(FINANCE, YEAR, by=by)
    with pytest.raises(RuleBroken, match="还没有开始"):
        reports.draft(FINANCE, YEAR + 2, by=people["drafter"])
