"""An annual report is begun, counted anew, given its entered numbers.

Nobody types a sum: the tables are always made again from the body's own numbers and, for a government, from
the reports of its parts. One call, one transaction, one ledger entry.
"""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import GOVERNMENTS, Actor, Duty

from ..models import AnnualReport, ReportEvidence
from ..queries import charges
from ..queries import reports as queries
from ..rules import narrative
from ..rules.identities import Tables
from ..rules.reports import (
    FEE,
    MAX_EVIDENCE,
    RuleBroken,
    Source,
    State,
    own_numbers,
    reports_in,
    whole,
)
from ..rules.stored import NotANumber, pack, typed
from ..rules.tables import Cell


@transaction.atomic
def draft(organisation: str, year: int, *, by: Actor) -> AnnualReport:
    """The report of an organisation about a year, begun with what is counted; begun already, counted anew."""
    body = orgs.by_code(organisation)
    if body is None:
        raise RuleBroken("没有这个机构，请核对机构代码")
    by.must(Duty.DRAFT, body.lineage)
    if not 2008 <= year <= timezone.localdate().year:
        raise RuleBroken(f"{year} 年度还没有开始，或早于条例施行，不能编制报告")
    if not reports_in(queries.body(body), year):
        raise RuleBroken(f"{body.name}在 {year} 年末不是须编制年度报告的机关，由承接职能的机关或上级编制")
    now = timezone.now()
    words = narrative.template(government=body.kind in GOVERNMENTS)
    report, new = AnnualReport.objects.get_or_create(
        organisation=body,
        year=year,
        defaults={
            "narrative": orjson.dumps(words).decode(),
            "drafter_id": by.person or None,
            "created_at": now,
            "changed_at": now,
        },
    )
    report = locked(report.pk, by)
    if not new:
        must_be_written(report)
    return kept(report, "report.recounted" if not new else "report.begun", count(report), by)


@transaction.atomic
def recount(key: int, *, by: Actor) -> AnnualReport:
    """Count anew: cases, catalogue and the parts' reports; what was entered or imported stays."""
    report = locked(key, by)
    must_be_written(report)
    return kept(report, "report.recounted", count(report), by)


@transaction.atomic
def enter(key: int, values: Mapping[Cell, str], evidence: str, *, revision: int, by: Actor) -> AnnualReport:
    """Enter numbers of table two, all resting on the same ``evidence``; "" gives a number back to counting.

    Raises RuleBroken for a cell of another table, which is counted, for what is no number, without evidence.
    """
    report = locked(key, by)
    must_be_written(report)
    same(report, revision)
    evidence = evidence_words(evidence)
    numbers, sources = dict(queries.own(report)), dict(queries.sources(report))
    for cell, text in values.items():
        if cell.table != 2:
            raise RuleBroken(f"{cell.name} 由案件统计，不能填报；数字有误请更正案件")
        if not text.strip():
            sources.pop(cell.key, None)
            continue
        try:
            numbers[cell] = typed(cell, text)
        except NotANumber as wrong:
            raise RuleBroken(str(wrong)) from wrong
        sources[cell.key] = Source.ENTERED
        rests(report, Source.ENTERED, evidence, by, cell=cell.key, value=str(numbers[cell]))
    report.sources = orjson.dumps(sources, option=orjson.OPT_SORT_KEYS).decode()
    report.own = pack(numbers)
    return kept(report, "report.entered", count(report), by, cells=sorted(cell.key for cell in values))


def counted_fee(report: AnnualReport, some: Sequence[queries.Part] | None) -> Decimal | None:
    """The fee charged in the year as it would be counted now."""
    return charges.counted(report, charges.of([report.organisation_id], report.year), some)


def roll_up(government: str, year: int, *, by: Actor) -> AnnualReport:
    """A government's report: its own numbers and those of its parts, as they stand now (I6)."""
    body = orgs.by_code(government)
    if body is None or body.kind not in GOVERNMENTS:
        raise RuleBroken("只有一级政府的报告由各单位汇总，请核对机构代码")
    return draft(government, year, by=by)


def count(report: AnnualReport) -> Tables:
    """A body's own numbers as they would be counted now."""
    code, kept = report.organisation.code, queries.own(report)
    catalogue = queries.from_catalogue([code], report.year)[code]
    cases = queries.counted([code], report.year).get(code, {})
    return own_numbers(cases, catalogue, kept, queries.sources(report))


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> AnnualReport:
    """The row, held, for an actor with the duty at its organisation."""
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("organisation")
    report = rows.filter(pk=key).first()
    if report is None:
        raise RuleBroken("没有找到这份报告，请从列表重新打开")
    by.must(duty, report.organisation.lineage)
    return report


def must_be_written(report: AnnualReport) -> None:
    """Refuse a change while it is reviewed or public."""
    if report.state == State.PUBLISHED:
        raise RuleBroken("报告已经公布；数字有误请先“更正”，审核后重新公布")
    if report.state != State.DRAFTING:
        raise RuleBroken(f"报告{State(report.state).label}，现在不能修改；请先撤回")


def noted(kind: str, report: AnnualReport, *, by: Actor, **facts: Any) -> None:
    """The entry about a report: codes, states and digests only."""
    record(
        kind,
        f"annual-report/{report.organisation.code}/{report.year}",
        by=by,
        organisation=report.organisation.code,
        year=report.year,
        revision=report.revision,
        state=str(report.state),
        digest=digest(report),
        **facts,
    )


def digest(report: AnnualReport) -> str:
    """Stands for the numbers and the words of a report; hex."""
    whole_text = "\0".join((report.tables, report.narrative, str(report.fee)))
    return hashlib.sha256(whole_text.encode("utf-8", "surrogatepass")).hexdigest()


def kept(report: AnnualReport, kind: str, own: Tables, by: Actor, **facts: Any) -> AnnualReport:
    """Write the numbers with their sums and the fee that was charged, as a new revision."""
    some = queries.parts_of(report)
    if queries.sources(report).get(FEE) != Source.ENTERED:
        report.fee = counted_fee(report, some)
    others = [queries.tables(part.report) for part in some or () if part.report]
    report.own, report.tables = pack(own), pack(whole(own, others))
    report.revision += 1
    report.changed_at = timezone.now()
    report.save()
    noted(kind, report, by=by, **facts)
    return report


def rests(report: AnnualReport, source: Source, words: str, by: Actor, **named: str) -> None:
    ReportEvidence.objects.create(
        report=report,
        source=source,
        words=words,
        person_id=by.person or None,
        post=by.post,
        at=timezone.now(),
        **named,
    )


def same(report: AnnualReport, revision: int) -> None:
    if report.revision != revision:
        raise RuleBroken("报告刚刚由他人修改，请刷新页面核对后再保存")


def evidence_words(evidence: str) -> str:
    evidence = " ".join(evidence.replace("\0", "").split())
    if not 0 < len(evidence) <= MAX_EVIDENCE:
        raise RuleBroken(f"请写明数字的依据（1 至 {MAX_EVIDENCE} 字），例如系统名称、报表名称和日期")
    return evidence
