"""The clock of a letter: what its history comes to, and which step is not allowed (政府网站发展指引, RULES
4.6).

A simple enquiry has 5 working days, an error report 3, everything else 7, complex matters 15 after one
extension with its reason. The writer waits for the government and not for one of its offices: being referred,
refused or transferred restarts nothing. Reopening begins a new period; it is not extended again.
Pure: the calendar and the numbers in force are handed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.ground.deadlines.rules.periods import Calendar, Due, due

from .events import Event, Step
from .kinds import OPEN, Kind, RuleBroken, Stage

MOST_MOVES = (
    2  # RULES 3: refused or transferred twice, and the disclosure office decides; practice, no article
)
RECEIVED, REOPENED = "收到", "要求重新办理"


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days in force at a letter's receipt."""

    enquiry: int
    ordinary: int
    complex: int
    error_report: int

    def days(self, kind: Kind, *, simple: bool) -> int:
        if kind is Kind.ERROR_REPORT:
            return self.error_report
        return self.enquiry if kind is Kind.ENQUIRY and simple else self.ordinary


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a letter stands. ``base_on`` is the day after which the present period counts, ``days`` its
    length, ``moves`` how often it was refused or transferred, ``final`` that nobody may do so again."""

    received_on: date
    base_on: date
    kind: Kind
    simple: bool = False
    stage: Stage = Stage.RECEIVED
    moves: int = 0
    final: bool = False
    extended: bool = False
    answer_by: date | None = None
    reopened: bool = False
    ended: Event | None = None
    days: int = 0
    due: Due | None = None

    @property
    def until(self) -> date | None:
        """The last day: the period's, or an earlier one of a supervision order. None after the end."""
        if self.ended or self.due is None:
            return None
        return min(self.due.on, self.answer_by) if self.answer_by else self.due.on

    @property
    def late(self) -> bool:
        """Whether it was answered after its last day."""
        return bool(self.ended and self.due and self.ended.on > self.due.on)


def run(events: Sequence[Event], calendar: Calendar, limits: Limits) -> Clock:
    """What a history comes to. Raises RuleBroken at the first step that is not allowed."""
    if not events or events[0].step is not Step.RECEIVED:
        raise RuleBroken("经过应当从收到来信开始")
    first = events[0]
    clock = _timed(Clock(first.on, first.on, first.kind, first.simple), calendar, limits)
    previous = first.on
    for event in events[1:]:
        if event.on < previous:
            raise RuleBroken(f"{event.step.label} {event.on} 早于前一步 {previous}，请核对日期")
        clock = _timed(step(clock, event), calendar, limits)
        previous = event.on
    return clock


def step(clock: Clock, event: Event) -> Clock:
    """The clock after one more step; ``run`` computes its days."""
    if event.step is Step.RECEIVED:
        raise RuleBroken("一件来信只有一个收到日")
    if event.step is Step.REOPENED:
        return _reopened(clock, event)
    if clock.stage not in OPEN:
        raise RuleBroken(f"这件来信{clock.stage.label}，不能再{event.step.label}")
    return STEPS[event.step](clock, event)


def _referred(clock: Clock, event: Event) -> Clock:
    if clock.stage is Stage.HANDLING:
        raise RuleBroken("这件来信已经受理，要换承办单位请由承办单位转办")
    final = clock.final or clock.stage is Stage.DECIDING
    return replace(clock, stage=Stage.REFERRED, final=final, kind=event.kind, simple=event.simple)


def _accepted(clock: Clock, event: Event) -> Clock:
    _must_stand(clock, event, Stage.REFERRED)
    return replace(clock, stage=Stage.HANDLING)


def _moved(clock: Clock, event: Event) -> Clock:
    refused = event.step is Step.REFUSED
    _must_stand(clock, event, *((Stage.REFERRED,) if refused else (Stage.REFERRED, Stage.HANDLING)))
    if clock.final:
        raise RuleBroken(f"这件来信已经由政务公开工作机构指定承办单位，不能再{event.step.label}")
    moves = clock.moves + 1
    stage = Stage.RECEIVED if refused else Stage.REFERRED
    return replace(clock, moves=moves, stage=Stage.DECIDING if moves >= MOST_MOVES else stage)


def _joined(clock: Clock, event: Event) -> Clock:
    _must_stand(clock, event, Stage.REFERRED, Stage.HANDLING)
    return clock


def _extended(clock: Clock, event: Event) -> Clock:
    _must_stand(clock, event, Stage.HANDLING)
    if clock.kind is Kind.ERROR_REPORT:
        raise RuleBroken("网民纠错不能延长期限，请按期处理")
    if clock.extended:
        raise RuleBroken("这件来信已经延长过一次，不能再延长")
    if clock.due and event.on > clock.due.on:
        raise RuleBroken(f"期限 {clock.due.on} 已过，不能再延长，请尽快答复")
    return replace(clock, extended=True)


def _supervised(clock: Clock, event: Event) -> Clock:
    if event.answer_by is None or event.answer_by < event.on:
        raise RuleBroken("督办应当写明答复期限，不早于当天")
    return replace(clock, answer_by=event.answer_by)


def _replied(clock: Clock, event: Event) -> Clock:
    _must_stand(clock, event, Stage.HANDLING)
    return replace(clock, stage=Stage.ANSWERED, ended=event)


def _informed(clock: Clock, event: Event) -> Clock:
    return replace(clock, stage=Stage.ANSWERED, ended=event)


def _redirected(clock: Clock, event: Event) -> Clock:
    return replace(clock, stage=Stage.REDIRECTED, ended=event)


def _noted(clock: Clock, event: Event) -> Clock:
    """What the hotline adds or urges moves no day: its own due day is shown beside ours."""
    return clock


def _reopened(clock: Clock, event: Event) -> Clock:
    if clock.stage is not Stage.ANSWERED:
        raise RuleBroken("答复以后才能要求重新办理")
    if clock.reopened:
        raise RuleBroken("这件来信已经重新办理过一次；仍有意见的，请另写一件来信")
    return replace(
        clock,
        stage=Stage.HANDLING,
        base_on=event.on,
        reopened=True,
        extended=False,
        answer_by=None,
        ended=None,
    )


def _must_stand(clock: Clock, event: Event, *stages: Stage) -> None:
    if clock.stage not in stages:
        raise RuleBroken(f"这件来信{clock.stage.label}，现在不能{event.step.label}")


def _timed(clock: Clock, calendar: Calendar, limits: Limits) -> Clock:
    days = limits.days(clock.kind, simple=clock.simple)
    more = max(0, limits.complex - days) if clock.extended else 0
    word = REOPENED if clock.reopened else RECEIVED
    return replace(clock, days=days + more, due=due(clock.base_on, days, calendar, start=word, extended=more))


STEPS: dict[Step, Callable[[Clock, Event], Clock]] = {
    Step.REFERRED: _referred,
    Step.ACCEPTED: _accepted,
    Step.REFUSED: _moved,
    Step.TRANSFERRED: _moved,
    Step.JOINED: _joined,
    Step.EXTENDED: _extended,
    Step.SUPERVISED: _supervised,
    Step.REPLIED: _replied,
    Step.INFORMED: _informed,
    Step.REDIRECTED: _redirected,
    Step.SUPPLEMENTED: _noted,
    Step.URGED: _noted,
}
