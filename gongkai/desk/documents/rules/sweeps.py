"""Validity sweeps (清理): what may be proposed for a document, what it does, and how the result is listed.

Pure: no Django, no clock, no I/O.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.ground.language.rules import personal
from gongkai.ground.language.rules.labels import Labelled
from gongkai.record.catalogue.rules import Found, Kind, RelationKind, RelationState, Validity
from gongkai.record.catalogue.rules import Status as Public

MAX_TITLE, MAX_BASIS, MAX_REASON = 200, 300, 300
MAX_ITEMS = 2_000  # of one sweep: practice, and what one transaction may change at once
PIECE = 200  # documents added or proposed on in one transaction: keeps the write lock short
EXPIRING_MONTHS = 6  # practice, no article: half a year leaves time to renew a document before it lapses
IN_FORCE = frozenset({Validity.VALID, Validity.AMENDED})
STANDING = IN_FORCE | {Validity.PENDING}
BETWEEN = re.compile(r"[\n\r、，,；;]+")
HEADS = ("序号", "文件名称", "文号", "清理结果", "理由")


class RuleBroken(ValueError):
    """The sweep does not allow this step; the message says why and what to do."""


class Status(Labelled):
    DRAFTING = "drafting", "清理中"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待公布"
    PUBLISHED = "published", "已公布"
    CANCELLED = "cancelled", "已取消"


class Proposal(Labelled):
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "宣布失效"
    AMEND = "amend", "拟修改"
    KEEP = "keep", "继续有效"


# What stays in force, or is only marked for an amendment to come, has no relation: its validity is the same.
RELATIONS = {Proposal.REPEAL: RelationKind.REPEALS, Proposal.LAPSE: RelationKind.LAPSES}
UNREASONED = frozenset({Proposal.KEEP})  # what changes nothing needs no reason


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the result lists it."""

    identifier: str
    title: str
    number: str
    proposal: Proposal
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """``html`` needs no more cleaning: it is made of escaped words."""

    html: str
    text: str


def sound(title: str, basis: str) -> tuple[str, str]:
    """Title and basis, trimmed. Raises RuleBroken where one is missing or too long."""
    title, basis = title.strip(), basis.strip()
    if not 0 < len(title) <= MAX_TITLE or "\0" in title:
        raise RuleBroken(f"请填写清理的名称（1 至 {MAX_TITLE} 字）")
    if not 0 < len(basis) <= MAX_BASIS or "\0" in basis:
        raise RuleBroken(f"请填写清理的依据（1 至 {MAX_BASIS} 字），例如上位法修改、年度清理安排")
    if personal.find(f"{title}\n{basis}"):
        raise RuleBroken("名称或依据中疑似有个人信息，公布后人人可见，请改写")
    return title, basis


def proposed(proposal: str, reason: str) -> tuple[str, str]:
    """A proposal and its reason, trimmed; no proposal at all is none yet. Raises RuleBroken."""
    reason = reason.strip()
    if proposal and proposal not in list(Proposal):
        raise RuleBroken("没有这种清理建议，请从列表中选择")
    if len(reason) > MAX_REASON or "\0" in reason:
        raise RuleBroken(f"理由最多 {MAX_REASON} 字，请精简")
    return proposal, reason


def lacking(proposal: str, reason: str) -> str:
    """What a document still needs before review; "" when nothing."""
    if not proposal:
        return "没有建议"
    return "没有理由" if not reason and Proposal(proposal) not in UNREASONED else ""


def unfit(kind: str, status: str, validity: str) -> str:
    """Why a publication cannot be swept; "" when it can."""
    if kind != Kind.DOCUMENT:
        return "不是政策文件，没有效力"
    if status != Public.PUBLISHED:
        return f"{Public(status).label}，不在公开状态"
    return "" if validity in STANDING else f"已经{Validity(validity).label if validity else '没有效力'}"


def warned_by(on: date) -> date:
    """The last day that counts as near: EXPIRING_MONTHS later, or that month's end."""
    years, month = divmod(on.month - 1 + EXPIRING_MONTHS, 12)
    year, month = on.year + years, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def numbers_in(text: str) -> list[str]:
    """Document and index numbers of a list with one in a line, or with commas between; each once."""
    return list(dict.fromkeys(word.strip() for word in BETWEEN.split(text) if word.strip()))


def relations(lines: Iterable[Line], basis: str) -> tuple[Found, ...]:
    """What the published result does, as confirmed relations. A target is named by its index number, not by
    its title, which must be gone everywhere when the law removes it."""
    return tuple(
        Found(
            RELATIONS[line.proposal],
            f"id:{line.identifier}",
            line.identifier,
            basis,
            RelationState.CONFIRMED,
        )
        for line in lines
        if line.proposal in RELATIONS
    )


def outcome(proposal: Proposal, on: date) -> str:
    """What became of a document, in words."""
    return {
        Proposal.REPEAL: f"自 {on} 起废止",
        Proposal.LAPSE: f"自 {on} 起失效",
        Proposal.AMEND: "继续有效，待修改",
        Proposal.KEEP: "继续有效",
    }[proposal]


def ordered(lines: Iterable[Line]) -> list[Line]:
    """What ends first, then what is to be amended, then what stays; in each as they were added."""
    places = {proposal: place for place, proposal in enumerate(Proposal)}
    return sorted(lines, key=lambda line: places[line.proposal])


def listed(body: str, basis: str, on: date, lines: Sequence[Line]) -> Listed:
    """The result list as the public reads it."""
    rows = [
        (str(place), line.title, line.number or "—", line.proposal.label, line.reason or "—")
        for place, line in enumerate(ordered(lines), 1)
    ]
    counts = "，".join(
        f"{proposal.label} {count} 件"
        for proposal in Proposal
        if (count := sum(line.proposal == proposal for line in lines))
    )
    lead = f"根据{basis}，{body}对文件进行了清理，共 {len(rows)} 件：{counts}。"
    effect = f"列为“废止”“宣布失效”的文件，自 {on} 起不再作为行政管理的依据。"
    paragraphs = [lead, effect] if any(line.proposal in RELATIONS for line in lines) else [lead]
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    html = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    html += f"<table><thead><tr>{head}</tr></thead><tbody>{table}</tbody></table>"
    plain = ["\t".join(" ".join(cell.split()) for cell in row) for row in (HEADS, *rows)]
    return Listed(html, "\n".join([*paragraphs, *plain]))
