"""How a case's last day is counted, day by day, for the people who must trust it."""

from dataclasses import dataclass
from datetime import date

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.clock import Clock, run
from gongkai.ground.deadlines.rules.consultations import Consultation, Opinion, pauses
from gongkai.ground.deadlines.rules.events import Event, Party, Step
from gongkai.ground.deadlines.rules.periods import daily

from ..models import CaseEvent, DisclosureRequest


@dataclass(frozen=True, slots=True)
class Day:
    """``counted`` is how many days of the period have passed through it, ``why`` why it does not count."""

    on: date
    counted: int
    why: str


def as_event(row: CaseEvent) -> Event:
    return Event(Step(row.step), row.on, row.days, row.reference, Party(row.party), row.consent, row.excused)


def history(case: DisclosureRequest) -> list[Event]:
    """The events of a case as the clock reads them."""
    return [as_event(row) for row in case.events.all()]


def clock_after(events: list[Event]) -> Clock:
    """What a history comes to under the numbers in force at its receipt. Raises Illegal."""
    return run(events, deadlines.calendar(), deadlines.request_limits(events[0].on))


def clock_of(case: DisclosureRequest) -> Clock | None:
    """What the case's history comes to; None while it waits to be confirmed."""
    events = history(case)
    return clock_after(events) if events else None


def days(clock: Clock) -> list[Day]:
    """Every day from the one after which the reply period counts to its last; [] while nothing runs."""
    if clock.due is None:
        return []
    calendar, limits = deadlines.calendar(), deadlines.request_limits(clock.received_on)
    excluded = pauses(clock.consultations, clock.base_on, calendar, limits)
    return [Day(*day) for day in daily(clock.base_on, clock.due.on, calendar, excluded)]


def opinions(clock: Clock, today: date) -> list[tuple[Consultation, Opinion, date]]:
    """Every letter that asked for an opinion, what it has come to, and the last day for an answer."""
    calendar, limits = deadlines.calendar(), deadlines.request_limits(clock.received_on)
    return [
        (one, one.opinion(calendar, limits, today), one.last_day(calendar, limits))
        for one in clock.consultations
    ]


def left(due_on: date, today: date) -> int:
    """Working days until a last day; below zero those since it passed."""
    calendar = deadlines.calendar()
    return -calendar.working_days(due_on, today) if due_on < today else calendar.working_days(today, due_on)
