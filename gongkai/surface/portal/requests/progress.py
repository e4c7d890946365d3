"""Where a request stands, as its applicant reads it: every step, the last day, and why that day."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.queries.derivations import Day
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import ALIVE, Stage
from gongkai.desk.disclosure.services import showing
from gongkai.desk.disclosure.services.showing import Told
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.clock import Clock
from gongkai.ground.deadlines.rules.events import Party, Step

QUIET = frozenset({Step.DELIVERED})  # of a letter to somebody else: not the applicant's matter


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the timeline. ``state``: past, now, next; ``words`` are a letter's, ``note`` is ours."""

    label: str
    on: date | datetime | None
    state: str = "past"
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it. ``left``: working days to the last one, negative beyond it; ``waits``: for an answer."""

    headline: str
    lines: list[Line]
    due: date | None = None
    provisional: bool = False
    left: int = 0
    waits: date | None = None
    derivation: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    since: int = 0


HEADLINES = {
    Stage.SUBMITTED: lambda: _("您的申请已经送到，等机关确认收到"),
    Stage.RUNNING: lambda: _("您的申请正在办理"),
    Stage.CONSULTING: lambda: _("您的申请正在办理，正在征求意见"),
    Stage.CORRECTING: lambda: _("请您补正申请"),
    Stage.PAYING: lambda: _("请您缴纳信息处理费"),
    Stage.ENDED: lambda: _("您的申请已经办结"),
    Stage.ARCHIVED: lambda: _("您的申请已经办结"),
}


def standing(case: Any) -> Standing:
    """Where a case stands today."""
    today, clock = timezone.localdate(), derivations.clock_of(case)
    headline = HEADLINES[Stage(case.stage)]()
    lines = [Line(_("您提交了申请"), case.submitted_at), *(_line(case, one) for one in told(case))]
    if clock is None:
        since = (today - timezone.localdate(case.submitted_at)).days
        note = _("网上提交的申请，以双方确认之日为收到申请之日，从第二天起计算期限（条例第三十一条）。")
        return Standing(headline, [*lines, Line(_("等机关确认收到"), None, "now", note)], since=since)
    calendar = deadlines.calendar()
    due, alive = clock.due, case.stage in ALIVE
    if alive:
        lines += _ahead(case, clock)
    left = 0
    if due and alive:
        ahead = calendar.working_days(today, due.on)
        left = ahead if today <= due.on else -max(1, calendar.working_days(due.on, today))
    return Standing(
        headline,
        lines,
        due=due.on if due else None,
        provisional=bool(due and due.provisional),
        left=left,
        waits=clock.waits.on if clock.waits else None,
        derivation=(due or clock.waits).derivation if due or clock.waits else (),
        days=_days(clock),
    )


def told(case: Any) -> list[Told]:
    return [one for one in showing.told(case) if one.event.step not in QUIET]


def _days(clock: Clock) -> tuple[Day, ...]:
    """The reply period day by day in the visitor's language; () while something is waited for."""
    names = {"放假": _("放假"), "周末": _("周末"), "征求意见": _("征求意见")}
    return tuple(replace(day, why=names.get(day.why, day.why)) for day in derivations.days(clock))


def _ahead(case: Any, clock: Clock) -> list[Line]:
    """What happens now and what comes next."""
    if case.stage == Stage.CORRECTING:
        return [Line(_("等您补正"), None, "now", _("收到补正以后，答复期限重新计算（条例第三十条）。"))]
    if case.stage == Stage.PAYING:
        return [Line(_("等您缴费"), None, "now", _("缴费以后，答复期限重新计算。"))]
    now = _("征求意见中") if case.stage == Stage.CONSULTING else _("办理中")
    note = _("征求意见的时间不计入答复期限（条例第三十三条）。") if case.stage == Stage.CONSULTING else ""
    return [
        Line(now, None, "now", note),
        Line(_("机关作出答复"), clock.due.on if clock.due else None, "next"),
    ]


def _line(case: Any, one: Told) -> Line:
    event = one.event
    match event.step:
        case Step.RECEIVED:
            return Line(_("机关收到申请"), event.on, note=_("从第二天起计算答复期限。"))
        case Step.CORRECTION_NOTICE:
            note = _("补正期限 %(n)s 个工作日。没有正当理由逾期不补正的，视为放弃申请（条例第三十条）。")
            return Line(_("请您补正"), event.on, note=note % {"n": event.days}, words=one.words)
        case Step.CORRECTED:
            return Line(_("收到您的补正"), event.on, words=one.words)
        case Step.CONSULTED if event.party == Party.JOINT_ORGAN:
            return Line(_("征求共同制作机关的意见"), event.on, note=_("这段时间不计入答复期限。"))
        case Step.CONSULTED:
            note = _("您要的信息涉及他人，机关依法征求其意见，这段时间不计入答复期限。")
            return Line(_("征求第三方的意见"), event.on, note=note)
        case Step.ANSWERED:
            return Line(_("收到意见"), event.on)
        case Step.EXTENDED:
            label = _("答复期限延长 %(n)s 个工作日") % {"n": event.days}
            return Line(
                label, event.on, note=_("经公开工作机构负责人同意（条例第三十三条）。"), words=one.words
            )
        case Step.DELAYED:
            label = _("延迟 %(n)s 个工作日答复") % {"n": event.days}
            return Line(label, event.on, note=_("条例第三十五条。"), words=one.words)
        case Step.FEE_NOTICE:
            note = _("信息处理费 %(fee)s 元。逾期不缴的，视为放弃申请。") % {"fee": f"{event.fee:,}"}
            return Line(_("收费通知"), event.on, note=note, words=one.words)
        case Step.PAID:
            return Line(_("收到缴费"), event.on)
        case Step.REPLIED:
            return Line(_("机关作出答复"), event.on, note=_(Outcome(case.outcome).label))
        case Step.WITHDRAWN:
            return Line(_("您撤回了申请"), event.on, words=one.words)
    return Line(_("视为放弃申请"), event.on, note=_(Outcome(case.outcome).label) if case.outcome else "")
