"""A report is published with its files, which add up by themselves, and corrected under a public note."""

import io

import pypdfium2
import pytest

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.report_form import SECTIONS
from gongkai.desk.disclosure.rules.report_reading import tables
from gongkai.desk.disclosure.rules.reports import RuleBroken, State
from gongkai.desk.disclosure.services import report_publishing, report_review
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind

from . import annual, independent_checker


@pytest.fixture
def people(db):
    return annual.city()


def test_what_is_published_is_what_was_reviewed(people, tmp_path):
    report = annual.approved(people)
    with pytest.raises(NotAllowed):
        report_publishing.publish(report.pk, by=people["drafter"])
    done = report_publishing.publish(report.pk, by=people["final"])
    public = done.publication
    assert done.state == State.PUBLISHED and public.kind == Kind.ANNUAL_REPORT
    assert public.title == f"江城市财政局{annual.YEAR}年政府信息公开工作年度报告"
    version = catalogue.current(public)
    assert [version.html.index(f"<h2>{section}</h2>") for section in SECTIONS] == sorted(
        version.html.index(f"<h2>{section}</h2>") for section in SECTIONS
    )
    assert "本年度没有收取信息处理费。" in version.text and "{" not in version.html
    links = catalogue.metadata(version)["attachments"]
    assert [link["name"].rpartition(".")[2] for link in links] == ["pdf", "xlsx", "csv"]
    content = attachments.content(links[1]["sha256"])
    assert {c: v for c, v in tables(content).tables.items() if v} == queries.tables(done)
    path = tmp_path / "published.xlsx"
    path.write_bytes(content)
    assert independent_checker.check(path) == []
    paper = pypdfium2.PdfDocument(io.BytesIO(attachments.content(links[0]["sha256"])))
    assert public.title in paper[0].get_textpage().get_text_range()
    assert ledger.of(f"annual-report/{annual.FINANCE}/{annual.YEAR}")[-1].kind == "report.published"
    with pytest.raises(RuleBroken, match="刚刚已经公布"):
        report_publishing.publish(report.pk, by=people["final"])
    assert [row.pk for row in queries.public(annual.FINANCE)] == [report.pk]


def test_a_correction_is_a_new_version_with_its_note(people):
    report = annual.approved(people)
    first = report_publishing.publish(report.pk, by=people["final"]).publication
    again = report_review.correct(report.pk, "更正行政许可数量", by=people["drafter"])
    with pytest.raises(RuleBroken, match="审核通过以后"):
        report_publishing.publish(report.pk, by=people["final"])
    assert AnnualReport.objects.get().public_tables == report.tables
    sent = report_review.submit(again.pk, revision=again.revision, by=people["drafter"])
    done = report_publishing.publish(annual.pass_all(sent, people).pk, by=people["final"])
    assert done.publication_id == first.pk and catalogue.get(first.identifier).version == 2
    version = catalogue.current(catalogue.get(first.identifier))
    assert catalogue.metadata(version)["change_note"] == "更正行政许可数量"
