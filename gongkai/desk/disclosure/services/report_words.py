"""The words of an annual report and the fee that it tells: written, checked, and answered for."""

from collections.abc import Mapping
from decimal import Decimal

import orjson
from django.db import transaction

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.services import findings

from ..models import AnnualReport
from ..queries import reports as queries
from ..rules import narrative
from ..rules.reports import FEE, RuleBroken, Source
from .report_checking import KIND, check
from .reports import counted_fee, evidence_words, kept, locked, must_be_written, rests, same

MAX_FEE = Decimal(10) ** 11


@transaction.atomic
def describe(
    key: int,
    sections: Mapping[str, str],
    fee: Decimal | None,
    evidence: str = "",
    *,
    revision: int,
    by: Actor,
) -> AnnualReport:
    """Keep the words of sections 一, 五 and 六, and the fee charged in the year, in yuan.

    None gives the fee back to counting; another than is counted needs ``evidence``.
    """
    report = locked(key, by)
    must_be_written(report)
    same(report, revision)
    if fee is not None and not (0 <= fee < MAX_FEE and fee == round(fee, 2)):
        raise RuleBroken("信息处理费以元计，不能是负数，最多两位小数")
    words = queries.written(report)
    for name in narrative.SECTIONS:
        words[name] = narrative.cleaned(sections.get(name, words.get(name, "")))
        if len(words[name]) > narrative.MAX_SECTION:
            raise RuleBroken(f"“{narrative.SECTIONS[name]}”最多 {narrative.MAX_SECTION} 字，请精简")
    report.narrative = orjson.dumps(words).decode()
    _charged(report, fee, evidence, by)
    report = kept(report, "report.described", queries.own(report), by)
    check(report, by=by)
    return report


@transaction.atomic
def answer(key: int, fingerprint: str, *, reason: str, by: Actor) -> None:
    """Whoever writes the report takes a finding on, with a reason that reviewers see."""
    report = locked(key, by)
    must_be_written(report)
    findings.answer(KIND, str(report.pk), fingerprint, reason=reason, by=by)


def _charged(report: AnnualReport, fee: Decimal | None, evidence: str, by: Actor) -> None:
    """Set whether the fee is counted or was entered, and what it rests on then."""
    sources, counted = dict(queries.sources(report)), counted_fee(report, queries.parts_of(report))
    entered = sources.get(FEE) == Source.ENTERED
    if fee is None or fee == counted:
        sources.pop(FEE, None)
        report.fee = counted
    elif not entered or fee != report.fee:
        if not evidence.strip():
            told = "平台没有统计" if counted is None else f"与平台统计的 {counted:f} 元不同"
            raise RuleBroken(f"填写的信息处理费{told}，请写明依据；留空改回平台统计")
        rests(report, Source.ENTERED, evidence_words(evidence), by, cell=FEE, value=str(fee))
        sources[FEE] = Source.ENTERED
        report.fee = fee
    report.sources = orjson.dumps(sources, option=orjson.OPT_SORT_KEYS).decode()
