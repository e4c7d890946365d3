"""Requests in 待处理: what each post must do about them, since when, until when."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.desk.disclosure.queries import todo
from gongkai.desk.disclosure.rules.stages import ReplyState, Stage
from gongkai.desk.disclosure.rules.tables import DISPUTES
from gongkai.ground.orgs.rules import Actor, Duty

Line = tuple[str, str, str, str, datetime, date | None, bool, bool]
NEXT = {
    Stage.RUNNING: "办理",
    Stage.CONSULTING: "等待意见",
    Stage.CORRECTING: "等待补正",
    Stage.PAYING: "等待缴费",
}
REPLIED = {
    ReplyState.DRAFTING: "答复书待送审",
    ReplyState.REVIEWING: "答复书审核中",
    ReplyState.APPROVED: "答复书待送达",
}


def listed(by: Actor) -> Iterator[Line]:
    """Title, address, what, who, since, until, late, and whether it is this person's turn."""
    today = timezone.localdate()
    if Duty.CONSENT in by.duties:
        for case in todo.extensions(by):
            yield line(case, f"请求延长 {case.extension_asked} 个工作日", case.due_on, today)
    if Duty.SUPERVISE in by.duties:
        for row in todo.complaints(by):
            address, who = reverse("console:complaint", args=[row.pk]), row.organisation.short_name
            yield f"投诉 {row.number}", address, "回复投诉", who, row.submitted_at, None, False, True
    if Duty.DISCLOSE not in by.duties or not by.person:
        return
    for case in todo.unconfirmed(by):
        yield line(case, "确认收到", timezone.localdate(case.submitted_at), today)
    for case in todo.mine(by):
        yield mine(case, today)
    for row in todo.disputes(by):
        until, what = (row.redo_by, "重新答复") if row.redo_by else (row.answer_by, DISPUTES[row.row])
        yield line(row.case, what, until, today, begun=midnight(row.filed_on))
    for row in todo.releases(by):
        yield line(row.case, "转为主动公开", row.due_on, today, begun=midnight(row.decided_on))
    for row in todo.corrections(by):
        address = reverse("console:record_correction", args=[row.pk])
        title, who = f"信息更正：{row.subject or row.number}", row.organisation.short_name
        yield title, address, "办理更正", who, midnight(row.received_on), None, False, True


def mine(case: Any, today: date) -> Line:
    """The next thing to do, and whether the officer or somebody else has it."""
    reply = getattr(case, "reply", None)
    state = reply.state if reply else ""
    what = REPLIED.get(state) or NEXT[case.stage]
    waits = case.stage in (Stage.CORRECTING, Stage.PAYING)
    until = case.waits_until if waits else case.due_on
    lapsed = waits and case.waits_until < today
    turn = lapsed or (case.stage == Stage.RUNNING and state != ReplyState.REVIEWING)
    return line(case, f"{what}，已过期" if lapsed else what, until, today, turn=turn)


def line(
    case: Any, what: str, until: date | None, today: date, *, begun: datetime | None = None, turn: bool = True
) -> Line:
    title = f"公开申请：{case.subject or case.number}"
    late, since = bool(until and until < today), begun or case.submitted_at
    address = reverse("console:request", args=[case.pk])
    return title, address, what, case.organisation.short_name, since, until, late, turn


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
