"""Orders of the national error-report entry come in as letters on their three-day clock, once each; what
was answered goes back as a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.rules import Unreadable

from ..models import Letter
from ..rules.error_reports import BadRow, read
from ..rules.kinds import Channel, Kind, ReplyState, RuleBroken, Stage
from .intake import take
from .reading import text_of

NAMED = 1_000  # bad rows that a report names
COLUMNS = ("工单号", "来信编号", "收到日", "期限", "状态", "承办单位", "答复日", "是否逾期", "答复")
PIECE = 200  # subjects of one entry in the ledger


@dataclass
class Report:
    """How many rows were read, and what became of them."""

    read: int = 0
    imported: int = 0
    unchanged: int = 0
    rejected: int = 0
    lines: list[str] = field(default_factory=list)

    def refuse(self, place: str, why: str) -> None:
        self.rejected += 1
        if len(self.lines) < NAMED:
            self.lines.append(f"{place}：{why}")


def load(
    rows: Iterable[tuple[str, Any]],
    organisation: str,
    *,
    progress: Callable[[int], None] = lambda done: None,
    by: Actor,
) -> Report:
    """Take in rows, each with the place it stands at, for an organisation's mailbox. An order that is here
    stays as it is; a bad row is named and stops nothing."""
    owner = orgs.by_code(organisation)
    if owner is None:
        raise RuleBroken("没有这个机构，请核对机构代码")
    by.must(Duty.REFER, owner.lineage)
    report = Report()
    for place, row in rows:
        report.read += 1
        try:
            if not isinstance(row, dict):
                raise BadRow("不是一件工单（应是 JSON 对象）")
            fresh = _one(row, organisation, by)
        except ValueError as broken:  # a bad row; or the intake or the clock refuses it
            report.refuse(place, str(broken))
        else:
            report.imported += fresh
            report.unchanged += not fresh
        if report.read % 50 == 0:
            progress(report.read)
    return report


def _one(row: dict[str, Any], organisation: str, by: Actor) -> bool:
    known = read(row)
    if Letter.objects.filter(channel=Channel.NATIONAL, outside=known.order).exists():
        return False
    at = known.at if known.at.tzinfo else timezone.make_aware(known.at)
    if at > timezone.now():
        raise BadRow("收到时间在将来")
    token = sealing.digest("national-order", known.order)  # what no form can send
    return take(
        organisation,
        Kind.ERROR_REPORT,
        known.writing,
        token,
        Channel.NATIONAL,
        at,
        outside=known.order,
        category=known.fault,
        by=by,
    ).fresh


@transaction.atomic
def answers(first: date | None = None, last: date | None = None, *, by: Actor) -> list[tuple[str, ...]]:
    """Every order received in these days, with what was answered, as rows under COLUMNS. Replies are opened
    for it, and that is recorded of each."""
    by.must(Duty.ANSWER, orgs.root().lineage)
    rows = Letter.objects.filter(channel=Channel.NATIONAL, kind=Kind.ERROR_REPORT)
    rows = rows.filter(received_on__gte=first) if first else rows
    rows = rows.filter(received_on__lte=last) if last else rows
    letters = list(rows.select_related("organisation").prefetch_related("replies").order_by("pk"))
    found = [_row(letter) for letter in letters]
    opened = [(letter.number, {"version": letter.version}) for letter in letters if letter.ended_on]
    for start in range(0, len(opened), PIECE):
        record_many("letter.exported", opened[start : start + PIECE], by=by)
    return found


def _row(letter: Letter) -> tuple[str, ...]:
    return (
        letter.outside,
        letter.number,
        str(letter.received_on),
        str(letter.due_on or ""),
        Stage(letter.stage).label,
        letter.organisation.name,
        str(letter.ended_on or ""),
        "是" if letter.late else "否",
        _reply(letter),
    )


def _reply(letter: Letter) -> str:
    """The newest reply that was sent; "" while there is none, or when it was destroyed."""
    sent = [reply for reply in letter.replies.all() if reply.state == ReplyState.SENT]
    try:
        return text_of(letter, sent[-1]) if sent else ""
    except Unreadable:
        return ""
