"""An approved annual report becomes public: a page with its tables, and as PDF, XLSX and CSV for programs.

The files are made and taken in before the transaction, which then publishes exactly the revision they show.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments import services as intake
from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Draft, Kind, Link
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.catalogue.services import publications

from .. import report_paper
from ..models import AnnualReport
from ..queries import reports as queries
from ..rules import report_form, report_page, workbook
from ..rules.reports import RuleBroken, State
from .reports import locked, noted

CORRECTED = "更正年度报告"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one revision, as (name, content)."""

    revision: int
    files: tuple[tuple[str, bytes], ...]


def publish(key: int, *, by: Actor) -> AnnualReport:
    """Make an approved report public, or give the public one its corrected version.

    Needs the publish duty. Raises RuleBroken unless it is approved, NoFont where no PDF can be written.
    """
    report = AnnualReport.objects.select_related("organisation").filter(pk=key).first()
    if report is None:
        raise RuleBroken("没有找到这份报告，请从列表重新打开")
    by.must(Duty.PUBLISH, report.organisation.lineage)
    _must_wait(report)
    now = timezone.now()
    made = files(report, now)
    clerk = replace(by, duties=by.duties | {Duty.DRAFT})  # the files are the program's own, not a drafter's
    links = []
    for name, content in made.files:
        stored = intake.take_in(name, content, by=clerk)
        media = MEDIA[Format(stored.format)]
        links.append(Link(name, "", media, len(content), stored.sha256))
    return _put(key, made.revision, tuple(links), now, by=by)


def files(report: AnnualReport, now: datetime) -> Made:
    """The report as PDF, XLSX and CSV."""
    body, tables = report.organisation.name, queries.tables(report)
    title, sections = report_form.title(body, report.year), queries.filled(report)
    return Made(
        report.revision,
        (
            (f"{title}.pdf", report_paper.report(title, body, sections, tables, timezone.localtime(now))),
            (f"{title}.xlsx", workbook.as_workbook(tables, title)),
            (f"{title}.csv", workbook.as_csv(tables)),
        ),
    )


@transaction.atomic
def _put(key: int, revision: int, links: tuple[Link, ...], now: datetime, *, by: Actor) -> AnnualReport:
    report = locked(key, by, Duty.PUBLISH)
    _must_wait(report)
    if report.revision != revision:
        raise RuleBroken("报告刚刚有新的修改，请刷新页面")
    known: Any = report.publication
    draft = _draft(report, links, now)
    if known is not None and known.status == Public.PUBLISHED:
        draft = replace(draft, published_at=known.published_at)
        made = publications.republish(known.identifier, draft, note=report.note or CORRECTED, by=by)
    else:
        made = publications.publish(draft, by=by)
    report.publication_id, report.public_tables = made.pk, report.tables
    report.state, report.note = State.PUBLISHED, ""
    report.published_at = report.changed_at = now
    report.save()
    noted("report.published", report, by=by, publication=made.identifier)
    return report


def _draft(report: AnnualReport, links: tuple[Link, ...], now: datetime) -> Draft:
    body = report.organisation
    html = report_page.html(queries.filled(report), queries.tables(report))
    return Draft(
        kind=Kind.ANNUAL_REPORT,
        title=report_form.title(body.name, report.year),
        publisher=body.code,
        html=html,
        text=markup.plain(html),
        published_at=now,
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(body.code, Kind.ANNUAL_REPORT),
        made_on=timezone.localdate(now),
        source=body.name,
        attachments=links,
    )


def _must_wait(report: AnnualReport) -> None:
    if report.state == State.PUBLISHED:
        raise RuleBroken("报告刚刚已经公布，请刷新页面")
    if report.state != State.APPROVED:
        raise RuleBroken(f"报告{State(report.state).label}，审核通过以后才能公布")
