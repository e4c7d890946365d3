"""Review of an annual report: what does not add up is not sent, and who may decide."""

import pytest

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.reports import Refused, RuleBroken, State
from gongkai.desk.disclosure.rules.stored import pack
from gongkai.desk.disclosure.rules.tables import Cell
from gongkai.desk.disclosure.services import report_review, reports
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import RuleBroken as ReviewBroken
from tests.record.editorial import making

from . import annual, reporting
from .annual import FINANCE, YEAR


@pytest.fixture
def people(db):
    return annual.city()


def kinds(report):
    return [entry.kind for entry in ledger.of(f"annual-report/{report.organisation.code}/{report.year}")]


def send(report, people):
    return report_review.submit(report.pk, revision=report.revision, by=people["drafter"])


def test_it_passes_its_stages_and_waits_to_be_published(people):
    report = annual.submitted(people)
    review = reviews.opened(report_review.KIND, str(report.pk))
    assert report.state == State.REVIEWING and review.profile == Profile.MAJOR
    assert (review.due_on.month, review.due_on.day) == (1, 31)
    done = annual.pass_all(report, people)
    assert done.state == State.APPROVED
    assert kinds(report)[-2:] == ["report.submitted", "report.approved"]
    with pytest.raises(RuleBroken, match="待公布"):
        reports.recount(report.pk, by=people["drafter"])
    assert report_review.recall(report.pk, by=people["drafter"]).state == State.DRAFTING


def test_a_sum_that_does_not_hold_is_refused_with_its_cells(people):
    report = annual.imported(people)
    numbers = queries.tables(report)
    cell = Cell(3, "3.5.2", "total")
    broken = pack(numbers | {cell: numbers.get(cell, 0) + 1})
    AnnualReport.objects.update(tables=broken, own=broken)
    with pytest.raises(Refused, match="重复申请") as refused:
        send(report, people)
    assert any(cell in one.cells for one in refused.value.found)
    assert AnnualReport.objects.get().state == State.DRAFTING


def test_what_last_year_left_must_be_taken_over(people):
    annual.approved(people, numbers=reporting.tables(5, year=YEAR - 1), year=YEAR - 1)
    report = annual.imported(people, numbers=reporting.tables(8, year=YEAR))
    with pytest.raises(Refused) as refused:
        send(report, people)
    assert {one.identity for one in refused.value.found} == {"I5"}


def test_a_year_that_hands_over_is_sent(people):
    before = reporting.handing_over(YEAR)
    annual.approved(people, numbers=before[0], year=YEAR - 1)
    assert send(annual.imported(people, numbers=before[1]), people).state == State.REVIEWING


def test_words_that_are_missing_are_named(people):
    report = annual.begun(people)
    with pytest.raises(RuleBroken, match="请填写"):
        send(report, people)
    with pytest.raises(RuleBroken, match="还没有结束"):
        this = annual.begun(people, YEAR + 1)
        send(this, people)


def test_neither_drafter_nor_sender_decides(people):
    report = annual.imported(people)
    both = making.staff("both", FINANCE, Duty.READ, Duty.DRAFT, Duty.REVIEW)
    report_review.submit(report.pk, revision=report.revision, by=both)
    review = reviews.opened(report_review.KIND, str(report.pk))
    with pytest.raises(RuleBroken, match="送审人"):
        report_review.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=both)
    drafter = people["drafter"]
    all_duties = type(drafter)(
        drafter.post, drafter.organisation, frozenset(Duty), drafter.scope, drafter.person
    )
    with pytest.raises(ReviewBroken, match="起草人"):
        report_review.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=all_duties)
    back = report_review.decide(
        review.pk, Outcome.RETURNED, "请核对表二", stage=Stage.FIRST, by=people["first"]
    )
    assert back.state == State.DRAFTING and kinds(report)[-1] == "report.returned"


def test_only_what_is_public_is_corrected(people):
    report = annual.imported(people)
    with pytest.raises(RuleBroken, match="已公布的才需要更正"):
        report_review.correct(report.pk, "数字有误", by=people["drafter"])
    with pytest.raises(RuleBroken, match="无需撤回"):
        report_review.recall(report.pk, by=people["drafter"])
