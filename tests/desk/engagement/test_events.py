"""What can happen to a letter, in words."""

from datetime import date

from gongkai.desk.engagement.rules.events import Event, Step
from gongkai.desk.engagement.rules.kinds import Kind


def test_every_step_has_words_and_an_event_needs_only_its_day():
    assert all(step.label for step in Step)
    event = Event(Step.ACCEPTED, date(2026, 3, 2))
    assert (event.kind, event.simple, event.answer_by) == (Kind.MAILBOX, False, None)
