"""How a letter's last day is counted, day by day, for the people who must trust it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import daily

from ..models import Letter, LetterEvent
from ..rules.clock import Clock, Limits, run
from ..rules.events import Event, Step
from ..rules.kinds import Kind

# 国办发〔2017〕47号: what came earlier is counted by its first numbers.
SINCE = date(2017, 5, 15)


@dataclass(frozen=True, slots=True)
class Day:
    """``counted`` is how many days of the period have passed through it, ``why`` why it does not count."""

    on: date
    counted: int
    why: str


@lru_cache(maxsize=64)
def limits(on: date) -> Limits:
    """The numbers of a letter received on a day."""
    day = max(on, SINCE)

    def value(name: str) -> int:
        return deadlines.statute(name, day).value

    return Limits(
        enquiry=value("letter_enquiry"),
        ordinary=value("letter"),
        complex=value("letter_complex"),
        error_report=value("error_report"),
    )


def as_event(row: LetterEvent) -> Event:
    return Event(Step(row.step), row.on, Kind(row.kind), row.simple, row.answer_by)


def history(letter: Letter) -> list[Event]:
    """The events of a letter as the clock reads them."""
    return [as_event(row) for row in letter.events.all()]


def clock_after(events: Sequence[Event]) -> Clock:
    """What a history comes to under the numbers in force at its receipt. Raises RuleBroken."""
    return run(events, deadlines.calendar(), limits(events[0].on))


def clock_of(letter: Letter) -> Clock:
    """What the letter's history comes to; ``due.sentence`` says it in one line."""
    return clock_after(history(letter))


def took(clock: Clock) -> int | None:
    """Working days from the receipt to the end, however often it was handled; None while it is open."""
    return deadlines.calendar().working_days(clock.received_on, clock.ended.on) if clock.ended else None


def days(clock: Clock) -> list[Day]:
    """Every day from the one after which the present period counts to its last."""
    assert clock.due is not None  # a clock that was run has one
    return [Day(*day) for day in daily(clock.base_on, clock.due.on, deadlines.calendar())]


def left(until: date, today: date) -> int:
    """Working days until a last day; below zero those since it passed."""
    calendar = deadlines.calendar()
    return -calendar.working_days(until, today) if until < today else calendar.working_days(today, until)
