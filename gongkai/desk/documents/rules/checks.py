"""Checks of a manuscript that need to know what is already public; the facts come as arguments.

What can be told from the manuscript alone is checked in ``editorial/rules/checks``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.ground.language.rules import numbers
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.editorial.rules.findings import Finding, Severity

from .manuscripts import Content

GAP = 20  # serials skipped before a number looks mistyped: practice


@dataclass(frozen=True, slots=True)
class Standing:
    """What is public, or on the way, beside this manuscript. Days are local.

    ``bearer`` is the title of something else with the same document number; ``last_serial`` the highest
    serial of the number's series (0 when it begins); ``document_on`` is the day on which the interpreted
    document became public.
    """

    today: date
    bearer: str = ""
    last_serial: int = 0
    interpreted: bool = False
    document_on: date | None = None
    interpretation_due: date | None = None
    due_on: date | None = None


def examine(content: Content, standing: Standing) -> Iterator[Finding]:
    """Every finding, in the order in which a drafter reads the form."""
    yield from number(content, standing)
    yield from interpretation(content, standing)
    yield from clock(content, standing)


def number(content: Content, standing: Standing) -> Iterator[Finding]:
    """A number is given once, and in sequence (公文处理工作条例 art. 9(5); 三统一 国办发〔2018〕37号)."""
    if standing.bearer:
        yield Finding(
            "number.used",
            Severity.BLOCKING,
            "文号",
            content.document_number,
            f"这个文号已用于“{standing.bearer}”，请核对文号；如要修改已公开的文件，请从该文件点“修改”",
            answerable=False,
        )
    parsed = numbers.parse(content.document_number) if content.document_number else None
    serial = parsed.serial if parsed and parsed.readable else None
    if serial and standing.last_serial and serial > standing.last_serial + GAP:
        yield Finding(
            "number.sequence",
            Severity.WARNING,
            "文号",
            content.document_number,
            f"同一序列目前最大的顺序号是 {standing.last_serial}，请核对是否写错",
        )


def interpretation(content: Content, standing: Standing) -> Iterator[Finding]:
    """A policy goes up with its plan of interpretation (国办发〔2016〕80号: 解读方案同步报批)."""
    if content.kind is not Kind.DOCUMENT or content.disclosure not in ("", Disclosure.PROACTIVE):
        return
    if not content.plan.strip() and not standing.interpreted:
        grave = Severity.BLOCKING if content.normative else Severity.WARNING
        yield Finding(
            "interpretation.plan",
            grave,
            "解读",
            "",
            "请填写解读方案，或新建解读材料一并送审；确不需要解读的，请说明理由",
        )


def clock(content: Content, standing: Standing) -> Iterator[Finding]:
    """The item's own clock, and that of interpretations."""
    if standing.interpretation_due and standing.today > standing.interpretation_due:
        yield Finding(
            "clock.interpretation",
            Severity.WARNING,
            "解读",
            f"文件已于 {standing.document_on} 公开",
            f"解读材料应在 {standing.interpretation_due} 前发布，已经超期，请尽快送审",
        )
    if standing.due_on and standing.today > standing.due_on:
        yield Finding(
            "clock.item",
            Severity.WARNING,
            "公开时限",
            f"应在 {standing.due_on} 前公开",
            "已超过公开时限，请尽快送审；超期会计入考核",
        )
