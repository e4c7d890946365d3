"""The clock of a disclosure request: what its history comes to, and which step the law does not allow.

条例 arts. 30 to 35 and 42. Pure: the calendar and the numbers in force are handed in. A history is read from
its first event to its last; what is refused is refused with its article, what is late is late and is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .consultations import Consultation, Limits, pauses
from .events import LABELS, Event, Illegal, Party, Step
from .periods import Calendar, Due, due

RECEIVED, CORRECTED, PAID = "收到", "收到补正", "缴费"
CORRECTION, CONSULTATION, EXTENSION = "条例第三十条", "条例第三十二条", "条例第三十三条"
JOINT, EXCESSIVE, FEE = "条例第三十四条", "条例第三十五条", "条例第四十二条"
RECEIPT = "条例第三十一条"


class State(StrEnum):
    RUNNING = "running"
    CORRECTING = "correcting"
    CONSULTING = "consulting"
    PAYING = "paying"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return STATES[self]


STATES = {
    State.RUNNING: "办理中",
    State.CORRECTING: "等待补正",
    State.CONSULTING: "征求意见中",
    State.PAYING: "等待缴费",
    State.ENDED: "已办结",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a request stands. ``base_on`` is the day after which the present reply period counts.

    ``due`` is the last day to reply, None while a correction or a payment is waited for; ``waits``
    is the last day of what is waited for.
    """

    received_on: date
    base_on: date
    word: str = RECEIVED
    state: State = State.RUNNING
    correction_on: date | None = None
    correction_until: Due | None = None
    corrected: bool = False
    consultations: tuple[Consultation, ...] = ()
    extension: int = 0
    delay: int = 0
    payment_until: Due | None = None
    ended: Event | None = None
    due: Due | None = None
    waits: Due | None = None

    @property
    def late(self) -> bool:
        """Whether the reply came after its last day."""
        return bool(
            self.ended and self.ended.step is Step.REPLIED and self.due and self.ended.on > self.due.on
        )


def run(events: Sequence[Event], calendar: Calendar, limits: Limits) -> Clock:
    """What a history comes to. Raises Illegal, with its article, at the first step that is not allowed."""
    if not events or events[0].step is not Step.RECEIVED:
        raise Illegal(RECEIPT, "经过应当从收到申请开始")
    clock = _timed(Clock(events[0].on, events[0].on), calendar, limits)
    previous = events[0].on
    for event in events[1:]:
        if event.on < previous:
            raise Illegal(RECEIPT, f"{LABELS[event.step]} {event.on} 早于前一步 {previous}，请按时间先后填写")
        if clock.ended:
            raise Illegal(
                EXTENSION, f"申请已于 {clock.ended.on} {LABELS[clock.ended.step]}，不能再{LABELS[event.step]}"
            )
        clock = _timed(step(clock, event, calendar, limits), calendar, limits)
        previous = event.on
    return clock


def step(clock: Clock, event: Event, calendar: Calendar, limits: Limits) -> Clock:
    """The clock after one more step; its dates are computed by `run`."""
    match event.step:
        case Step.RECEIVED:
            raise Illegal(RECEIPT, "一件申请只有一个收到日")
        case Step.CORRECTION_NOTICE:
            return _correction_notice(clock, event, calendar, limits)
        case Step.CORRECTED:
            return _corrected(clock, event)
        case Step.CONSULTED:
            return _consulted(clock, event)
        case Step.DELIVERED | Step.ANSWERED:
            return _heard(clock, event)
        case Step.EXTENDED | Step.DELAYED:
            return _extended(clock, event, limits)
        case Step.FEE_NOTICE:
            _must_run(clock, event, FEE)
            _in_time(clock, event, FEE)
            return replace(clock, payment_until=due(event.on, limits.payment, calendar, start="收费通知"))
        case Step.PAID:
            return _paid(clock, event)
        case Step.REPLIED | Step.WITHDRAWN | Step.ABANDONED:
            return _ended(clock, event, calendar, limits)
    raise AssertionError(event.step)


def _correction_notice(clock: Clock, event: Event, calendar: Calendar, limits: Limits) -> Clock:
    if clock.correction_on:
        raise Illegal(CORRECTION, f"已于 {clock.correction_on} 告知补正，只能一次性告知")
    _must_run(clock, event, CORRECTION)
    last = calendar.add_working_days(clock.received_on, limits.correction_notice)
    if event.on > last:
        raise Illegal(
            CORRECTION,
            f"告知补正应在收到申请后 {limits.correction_notice} 个工作日内（{last} 前），{event.on} 已过",
        )
    if event.days < 1:
        raise Illegal(CORRECTION, "告知补正应当写明合理的补正期限")
    return replace(
        clock, correction_on=event.on, correction_until=due(event.on, event.days, calendar, start="告知补正")
    )


def _corrected(clock: Clock, event: Event) -> Clock:
    if clock.correction_until is None or clock.corrected:
        raise Illegal(CORRECTION, "没有等待补正的告知")
    if event.on > clock.correction_until.on and not event.excused:
        raise Illegal(CORRECTION, f"补正期限 {clock.correction_until.on} 已过且没有正当理由，视为放弃申请")
    return replace(clock, base_on=event.on, word=CORRECTED, corrected=True)


def _consulted(clock: Clock, event: Event) -> Clock:
    article = CONSULTATION if event.party is Party.THIRD_PARTY else JOINT
    if any(one.reference == event.reference and one.answered_on is None for one in clock.consultations):
        raise Illegal(article, f"征求意见函 {event.reference or '（未编号）'} 已经发出，另一份请另行编号")
    return replace(
        clock, consultations=(*clock.consultations, Consultation(event.reference, event.party, event.on))
    )


def _heard(clock: Clock, event: Event) -> Clock:
    open_ = [one for one in clock.consultations if one.reference == event.reference and not one.answered_on]
    if not open_:
        raise Illegal(CONSULTATION, f"没有等待答复的征求意见函 {event.reference or '（未编号）'}")
    one = open_[0]
    if event.step is Step.DELIVERED and one.delivered_on:
        raise Illegal(CONSULTATION, f"征求意见函已于 {one.delivered_on} 送达")
    if event.step is Step.DELIVERED:
        heard = replace(one, delivered_on=event.on)
    else:
        heard = replace(one, answered_on=event.on, agreed=event.consent)
    return replace(clock, consultations=tuple(heard if each is one else each for each in clock.consultations))


def _extended(clock: Clock, event: Event, limits: Limits) -> Clock:
    _must_run(clock, event, EXTENSION)
    _in_time(clock, event, EXTENSION)
    if event.step is Step.DELAYED:
        if event.days < 1:
            raise Illegal(EXCESSIVE, "应当写明延迟答复的合理期限")
        return replace(clock, delay=clock.delay + event.days)
    if event.days < 1 or clock.extension + event.days > limits.extension:
        granted = f"，已延长 {clock.extension} 个" if clock.extension else ""
        raise Illegal(
            EXTENSION, f"延长应为 1 至 {limits.extension} 个工作日{granted}，不能再延长 {event.days} 个"
        )
    if not event.consent:
        raise Illegal(EXTENSION, "延长答复期限应当经政府信息公开工作机构负责人同意并告知申请人")
    return replace(clock, extension=clock.extension + event.days)


def _paid(clock: Clock, event: Event) -> Clock:
    if clock.payment_until is None:
        raise Illegal(FEE, "没有等待缴费的收费通知")
    if event.on > clock.payment_until.on:
        raise Illegal(FEE, f"缴费期限 {clock.payment_until.on} 已过，视为放弃申请")
    return replace(clock, base_on=event.on, word=PAID, payment_until=None)


def _ended(clock: Clock, event: Event, calendar: Calendar, limits: Limits) -> Clock:
    if event.step is Step.ABANDONED:
        until = clock.payment_until if clock.state is State.PAYING else clock.correction_until
        article = FEE if clock.state is State.PAYING else CORRECTION
        if clock.state not in (State.CORRECTING, State.PAYING) or until is None:
            raise Illegal(CORRECTION, "没有等待补正或者缴费，不能视为放弃")
        if event.on <= until.on:
            raise Illegal(article, f"期限 {until.on} 未满，不能视为放弃")
    if event.step is Step.REPLIED:
        if clock.state in (State.CORRECTING, State.PAYING):
            raise Illegal(
                CORRECTION if clock.state is State.CORRECTING else FEE, f"正在{_waiting(clock)}，不能答复"
            )
        for one in clock.consultations:
            if one.answered_on is None and event.on <= one.last_day(calendar, limits):
                article = CONSULTATION if one.party is Party.THIRD_PARTY else JOINT
                raise Illegal(
                    article, f"征求意见期限 {one.last_day(calendar, limits)} 未满且未收到意见，不能答复"
                )
    return replace(clock, ended=event)


def _timed(clock: Clock, calendar: Calendar, limits: Limits) -> Clock:
    """State and dates from the facts."""
    correcting = clock.correction_until is not None and not clock.corrected
    waits = clock.correction_until if correcting else clock.payment_until
    if clock.ended and clock.ended.step is not Step.REPLIED:
        return replace(clock, state=State.ENDED, due=None, waits=None)
    if waits is not None:
        return replace(clock, state=State.CORRECTING if correcting else State.PAYING, due=None, waits=waits)
    open_ = any(one.answered_on is None for one in clock.consultations)
    state = State.ENDED if clock.ended else State.CONSULTING if open_ else State.RUNNING
    excluded = pauses(clock.consultations, clock.base_on, calendar, limits)
    more = clock.extension + clock.delay
    reply = due(clock.base_on, limits.reply, calendar, excluded, start=clock.word, extended=more)
    return replace(clock, state=state, due=reply, waits=None)


def _must_run(clock: Clock, event: Event, article: str) -> None:
    if clock.state not in (State.RUNNING, State.CONSULTING):
        raise Illegal(article, f"正在{_waiting(clock)}，不能{LABELS[event.step]}")


def _in_time(clock: Clock, event: Event, article: str) -> None:
    if clock.due and event.on > clock.due.on:
        raise Illegal(article, f"{LABELS[event.step]}应在答复期限 {clock.due.on} 届满前，{event.on} 已过")


def _waiting(clock: Clock) -> str:
    return (
        "等待补正"
        if clock.state is State.CORRECTING
        else "等待缴费"
        if clock.state is State.PAYING
        else "征求意见"
    )
