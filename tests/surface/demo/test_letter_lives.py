"""A generated letter's life is one that the clock allows, ends today at the latest, and walks every path."""

import random
from collections import Counter
from datetime import date, timedelta

from gongkai.desk.engagement.rules.clock import Limits, run
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.ground.deadlines.rules.periods import Calendar
from gongkai.surface.demo.letter_lives import Around, Pace, live
from gongkai.surface.demo.letters import together

TODAY = date(2026, 11, 27)
CALENDAR = Calendar(frozenset(), frozenset(), date(2027, 12, 31))
LIMITS = Limits(enquiry=5, ordinary=7, complex=15, error_report=3)


def lives(count):
    rng = random.Random(7)
    around = Around(rng, TODAY, CALENDAR, "mailbox", "body", Pace(4, 8))
    for place in range(count):
        yield live(rng.choice(list(Kind)), TODAY - timedelta(days=place % 90), around)


def test_every_life_is_allowed_and_none_is_of_tomorrow():
    steps, late = Counter(), 0
    for life in lives(3_000):
        events = [event for event, _ in life.steps]
        late += run(events, CALENDAR, LIMITS).late
        assert events[-1].on <= TODAY
        steps.update(event.step for event in events)
        answered = any(event.step is Step.REPLIED for event in events)
        assert life.score is None or answered
        assert (life.elsewhere is not None) == (events[-1].step is Step.REDIRECTED)
    walked = {Step.REFUSED, Step.EXTENDED, Step.REDIRECTED, Step.REOPENED, Step.REPLIED}
    assert all(steps[step] > 10 for step in walked) and 60 < late < 600


def test_an_incident_is_answered_once_for_all():
    around = Around(random.Random(1), TODAY, CALENDAR, "mailbox", "body", Pace(4, 0))
    first = live(Kind.COMPLAINT, date(2026, 8, 3), around, Step.INFORMED)
    lead, *others = together(first, 4)
    assert lead.steps[-1][0].step is Step.REPLIED and len(others) == 3
    assert all(one.steps[-1][0].step is Step.INFORMED for one in others)
