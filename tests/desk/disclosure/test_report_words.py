"""Words and fee of an annual report are kept, checked at each save, and taken on by a named person."""

from decimal import Decimal

import pytest

from gongkai.desk.disclosure.models import AnnualReport, ReportEvidence
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.reports import FEE, RuleBroken, Source
from gongkai.desk.disclosure.services import report_words
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.rules.reviewing import RuleBroken as NotThere

from . import annual
from .annual import EVIDENCE, YEAR


@pytest.fixture
def people(db):
    return annual.city()


def described(report, people, fee, evidence="", **words):
    report = AnnualReport.objects.get(pk=report.pk)
    said = annual.SAID | words
    return report_words.describe(
        report.pk, said, fee, evidence, revision=report.revision, by=people["drafter"]
    )


def kinds(report):
    return [entry.kind for entry in ledger.of(f"annual-report/{report.organisation.code}/{YEAR}")]


def test_another_fee_than_is_counted_needs_evidence_and_can_be_given_back(people):
    report = annual.begun(people)
    assert report.fee == 0
    with pytest.raises(RuleBroken, match="与平台统计的 0 元不同"):
        described(report, people, Decimal("120.50"))
    done = described(report, people, Decimal("120.50"), EVIDENCE)
    assert queries.filled(done)["six"] == "本年度收取信息处理费 120.50 元。"
    assert queries.sources(done)[FEE] == Source.ENTERED
    row = ReportEvidence.objects.get(report=report)
    assert (row.cell, row.value, row.words, row.name) == (FEE, "120.50", EVIDENCE, "信息处理费（元）")
    assert described(report, people, Decimal("120.50")).fee == Decimal("120.50")  # as it stands
    back = described(report, people, None)
    assert back.fee == 0 and FEE not in queries.sources(back)
    with pytest.raises(RuleBroken, match="不能是负数"):
        described(report, people, Decimal(-1), EVIDENCE)
    assert kinds(report)[-1] == "report.described"


def test_a_body_that_does_not_work_here_has_no_fee_until_somebody_says(people):
    report = annual.imported(people)
    assert report.fee == 0 and queries.sources(report)[FEE] == Source.ENTERED
    with pytest.raises(RuleBroken, match="平台没有统计"):
        described(report, people, Decimal(7))
    assert described(report, people, None).fee is None


def test_findings_say_where_and_are_answered_by_whoever_writes(people):
    report = described(annual.begun(people), people, None, five="问题和改进。\n联系 13912345678。")
    [row] = findings.blocking("annual_report", [str(report.pk)])
    assert row.place == "“五、存在的主要问题及改进情况”第 2 段" and "13912345678" not in row.text
    assert row.advice and row.organisation_id == report.organisation_id
    with pytest.raises(NotAllowed):
        report_words.answer(report.pk, row.fingerprint, reason="对外公布", by=people["first"])
    with pytest.raises(NotThere):
        report_words.answer(report.pk, "0" * 32, reason="对外公布", by=people["drafter"])
    report_words.answer(report.pk, row.fingerprint, reason="对外公布的热线", by=people["drafter"])
    assert findings.blocking("annual_report", [str(report.pk)]) == []
    described(report, people, None)
    assert findings.of("annual_report", [str(report.pk)]) == []
