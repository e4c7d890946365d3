"""Where a letter stands, as its writer reads it: every step, who has it, the last day, and why that day.

Reasons that offices give each other stay among them: the writer reads what was decided, their own words, and
what was written for them (an extension's reason, the notice of another channel).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import derivations
from gongkai.desk.engagement.queries.derivations import Day
from gongkai.desk.engagement.rules.clock import Clock
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.kinds import OPEN, Stage
from gongkai.desk.engagement.services.reading import words_of

from ..naming import full_name

FOR_WRITER = frozenset({Step.EXTENDED, Step.REDIRECTED, Step.REOPENED})  # whose words the writer may read


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the timeline. ``state``: past, now, next; ``words`` were written, ``note`` is ours."""

    label: str
    on: date | datetime | None
    state: str = "past"
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it. ``due`` is the last day, ``left`` the working days to it, negative beyond it; ``ordered``
    the day of a supervision order that comes before."""

    headline: str
    lines: list[Line]
    due: date | None = None
    provisional: bool = False
    left: int = 0
    ordered: date | None = None
    derivation: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()


HEADLINES = {
    Stage.RECEIVED: lambda: _("您的来信已经收到，等待分办"),
    Stage.REFERRED: lambda: _("您的来信已经分办，等待承办单位受理"),
    Stage.DECIDING: lambda: _("您的来信已经收到，正在指定承办单位"),
    Stage.HANDLING: lambda: _("您的来信正在办理"),
    Stage.ANSWERED: lambda: _("您的来信已经答复"),
    Stage.REDIRECTED: lambda: _("您的来信属于其他渠道"),
    Stage.ARCHIVED: lambda: _("您的来信已经办结"),
}


def standing(letter: Any) -> Standing:
    """Where a letter stands today."""
    clock, today = derivations.clock_of(letter), timezone.localdate()
    headline, alive = HEADLINES[Stage(letter.stage)](), letter.stage in OPEN
    events = list(letter.events.all())
    lines = [line for event in events if (line := _line(letter, event))]
    due = clock.due
    if not alive or due is None:
        return Standing(headline, lines)
    lines.append(Line(_now(letter), None, "now"))
    lines.append(Line(_("答复您"), due.on, "next"))
    ordered = clock.answer_by if clock.answer_by and clock.answer_by < due.on else None
    return Standing(
        headline,
        lines,
        due=due.on,
        provisional=due.provisional,
        left=derivations.left(due.on, today),
        ordered=ordered,
        derivation=due.derivation,
        days=_days(clock),
    )


def _now(letter: Any) -> str:
    body = {"name": full_name(letter.organisation)}
    if letter.stage in (Stage.RECEIVED, Stage.DECIDING):
        return _("等待%(name)s分办") % body
    return (_("等待%(name)s受理") if letter.stage == Stage.REFERRED else _("%(name)s正在办理")) % body


def _days(clock: Clock) -> tuple[Day, ...]:
    """The period day by day, in the visitor's language."""
    names = {"放假": _("放假"), "周末": _("周末")}
    return tuple(Day(one.on, one.counted, names.get(one.why, one.why)) for one in derivations.days(clock))


def _line(letter: Any, event: Any) -> Line | None:
    step = Step(event.step)
    name = {"name": full_name(event.organisation) if event.organisation else ""}
    words = words_of(letter, event) if step in FOR_WRITER else ""
    match step:
        case Step.RECEIVED:
            return Line(_("收到您的来信"), letter.submitted_at, note=_("从第二天起计算期限。"))
        case Step.REFERRED:
            note = _("期限照旧，不因分办重新计算。")
            return Line(_("分给%(name)s办理") % name, event.on, note=note)
        case Step.ACCEPTED:
            return Line(_("承办单位受理"), event.on)
        case Step.REFUSED:
            note = _("退回的单位认为不属于它的职责。期限照旧。")
            return Line(_("退回重新分办"), event.on, note=note)
        case Step.TRANSFERRED:
            return Line(_("转给%(name)s办理") % name, event.on, note=_("期限照旧，不因转办重新计算。"))
        case Step.JOINED:
            return Line(_("%(name)s提出了协办意见") % name, event.on)
        case Step.EXTENDED:
            return Line(_("情况复杂，延长答复期限"), event.on, note=_("只能延长一次。理由："), words=words)
        case Step.SUPERVISED:
            note = _("要求不晚于 %(day)s 答复您。") % {"day": event.answer_by}
            return Line(_("上级督办"), event.on, note=note)
        case Step.REPLIED:
            return Line(_("答复您"), event.on)
        case Step.INFORMED:
            return Line(_("答复您"), event.on, note=_("许多人反映同一件事，一并答复。"))
        case Step.REDIRECTED:
            return Line(_("告知您应当走的渠道"), event.on, words=words)
    return Line(_("您要求重新办理"), event.on, note=_("从第二天起重新计算期限。"), words=words)
