"""What every step shares: the lock, the history as the clock reads it, the projection and the entry."""

import pytest

from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.services import cases
from gongkai.ground.deadlines.rules.events import Event, Step
from gongkai.ground.ledger.models import Entry

from . import asking
from .asking import RECEIVED


def test_the_history_is_what_was_stored_and_the_row_is_its_projection(people, at):
    case = asking.received(people, at)
    assert derivations.history(case) == [Event(Step.RECEIVED, RECEIVED)]
    clock = derivations.clock_after(derivations.history(case))
    case.due_on, case.stage = None, Stage.PAYING
    cases.project(case, clock)
    case.refresh_from_db()
    assert (str(case.due_on), case.stage, case.version) == ("2026-03-30", Stage.RUNNING, 3)


def test_an_unknown_case_and_an_old_screen_are_refused(people, at):
    case = asking.received(people, at)
    with pytest.raises(RuleBroken, match="没有这件申请"):
        cases.held(case.pk + 1, people["case officer"])
    with pytest.raises(RuleBroken, match="刷新"):
        cases.held(case.pk, people["case officer"], version=1)


def test_entries_hold_numbers_and_no_words(people, at):
    case = asking.received(people, at)
    facts = Entry.objects.filter(subject=case.number, kind="disclosure.received").get().facts
    assert "工程预算批复" not in facts and '"version":2' in facts.replace(" ", "")
