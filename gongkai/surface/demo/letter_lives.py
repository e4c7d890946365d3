"""What becomes of a generated letter: referred, taken up, sometimes refused, extended, late, handled again.

Pure: the same random numbers give the same life. A step that would lie in the future has not happened, so the
newest letters stand in every stage by themselves.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.desk.engagement.rules.events import Event, Step
from gongkai.desk.engagement.rules.kinds import Elsewhere, Kind, Score
from gongkai.ground.deadlines.rules.periods import Calendar

# Of a hundred letters; invented, so that every path is walked often enough to be seen.
REDIRECTED, REFUSED, REFUSED_TWICE, EXTENDED, SILENT, REOPENED, RATED = 3, 5, 1, 6, 1, 2, 38
SCORES = (4, 6, 18, 42, 30)  # very bad to very good, where the answer was in time
LATE_SCORES = (22, 26, 26, 18, 8)


@dataclass(frozen=True, slots=True)
class Pace:
    """How an organisation works: usual working days to an answer, and how many of a hundred come late."""

    usual: float
    late: float


@dataclass(frozen=True, slots=True)
class Life:
    steps: list[tuple[Event, Any]]
    score: Score | None = None
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a life needs to know: the day that nothing goes beyond, the working days, the two who may hold
    it."""

    rng: random.Random
    today: date
    calendar: Calendar
    mailbox: Any
    body: Any
    pace: Pace

    def chance(self, percent: float) -> bool:
        return self.rng.random() * 100 < percent


def live(kind: Kind, received: date, around: Around, answer: Step = Step.REPLIED) -> Life:
    """One letter's history as far as it has come."""
    simple = kind is Kind.ENQUIRY and around.chance(60)
    if answer is Step.REPLIED and around.chance(REDIRECTED):
        plan = [(Step.RECEIVED, 0), (Step.REDIRECTED, around.rng.randint(0, 2))]
        steps = happened(plan, kind, simple, received, around)
        return Life(steps, elsewhere=around.rng.choice(list(Elsewhere)) if len(steps) == len(plan) else None)
    plan, days = handled(kind, simple, around, answer)
    steps = happened(plan, kind, simple, received, around)
    answered = steps[-1][0].step in (Step.REPLIED, Step.INFORMED)
    rated = answered and around.chance(RATED)
    weights = SCORES if days <= limit(kind, simple) else LATE_SCORES
    return Life(steps, around.rng.choices(list(Score), weights)[0] if rated else None)


def handled(kind: Kind, simple: bool, around: Around, answer: Step) -> tuple[list[tuple[Step, int]], int]:
    """The steps with their working day after the receipt, and the day of the first answer."""
    rng = around.rng
    plan, day = [(Step.RECEIVED, 0), (Step.REFERRED, rng.choices((0, 1, 2), (60, 35, 5))[0])], 0
    if answer is Step.REPLIED and around.chance(REFUSED):
        plan += [(Step.REFUSED, 2), (Step.REFERRED, 3)]
        if around.chance(100 * REFUSED_TWICE / REFUSED):
            plan += [(Step.REFUSED, 4), (Step.REFERRED, 6)]
    day = plan[-1][1] + rng.choices((0, 1), (70, 30))[0]
    plan.append((Step.ACCEPTED, day))
    if around.chance(SILENT):
        return plan, 0
    allowed = limit(kind, simple)
    if kind not in (Kind.ERROR_REPORT, Kind.ENQUIRY) and day < 4 and around.chance(EXTENDED):
        day += 1
        plan.append((Step.EXTENDED, day))
        allowed = 15
    if around.chance(around.pace.late):
        day = max(day, allowed) + 1 + min(30, int(rng.expovariate(0.3)))
    else:
        day = max(day, min(allowed, round(rng.gauss(around.pace.usual * allowed / 7, allowed / 4))))
    plan.append((answer, day))
    if answer is Step.REPLIED and around.chance(REOPENED):
        plan += [(Step.REOPENED, day + 2), (Step.REPLIED, day + 2 + rng.randint(2, 7))]
    return plan, day


def limit(kind: Kind, simple: bool) -> int:
    """About how long it may take; what it really may is counted by the clock."""
    return 3 if kind is Kind.ERROR_REPORT else 5 if simple else 7


def happened(
    plan: Sequence[tuple[Step, int]], kind: Kind, simple: bool, received: date, around: Around
) -> list[tuple[Event, Any]]:
    """The steps up to today, each with who got the letter by it."""
    steps = []
    for step, day in plan:
        on = around.calendar.add_working_days(received, day)
        if on > around.today:
            break
        to = around.body if step in (Step.REFERRED, Step.REOPENED) else None
        steps.append((Event(step, on, kind, simple), to))
    return steps
