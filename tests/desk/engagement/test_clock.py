"""The clock of a letter: worked examples of 2026, then what holds for every history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.queries.derivations import limits
from gongkai.desk.engagement.rules.clock import MOST_MOVES, Clock, run
from gongkai.desk.engagement.rules.events import Event, Step
from gongkai.desk.engagement.rules.kinds import OPEN, Kind, RuleBroken, Stage
from gongkai.ground.deadlines.queries import calendar

DAY = date(2026, 3, 2)  # a Monday; no day off but weekends until 4 April
NUMBERS = limits(DAY)


def history(*steps: Step | Event, kind: Kind = Kind.COMPLAINT, simple: bool = False) -> Clock:
    events = [Event(Step.RECEIVED, DAY, kind, simple)]
    for one in steps:
        events.append(one if isinstance(one, Event) else Event(one, DAY, kind, simple))
    return run(events, calendar(), NUMBERS)


@pytest.mark.parametrize(
    ("kind", "simple", "due"),
    [
        (Kind.ENQUIRY, True, date(2026, 3, 9)),
        (Kind.ENQUIRY, False, date(2026, 3, 11)),
        (Kind.COMPLAINT, False, date(2026, 3, 11)),
        (Kind.SUGGESTION, True, date(2026, 3, 11)),
        (Kind.MAILBOX, False, date(2026, 3, 11)),
        (Kind.ERROR_REPORT, False, date(2026, 3, 5)),
    ],
)
def test_each_kind_has_its_period(kind, simple, due):
    assert history(kind=kind, simple=simple).until == due


def test_extended_once_before_its_last_day_to_fifteen_in_all():
    clock = history(Step.REFERRED, Step.ACCEPTED, Step.EXTENDED)
    assert (clock.days, clock.until) == (15, date(2026, 3, 23))
    assert "延长 8 个工作日" in clock.due.sentence
    assert history(Step.REFERRED, Step.ACCEPTED, Step.EXTENDED, kind=Kind.ENQUIRY, simple=True).days == 15
    with pytest.raises(RuleBroken, match="延长过一次"):
        history(Step.REFERRED, Step.ACCEPTED, Step.EXTENDED, Step.EXTENDED)
    with pytest.raises(RuleBroken, match="已过"):
        history(Step.REFERRED, Step.ACCEPTED, Event(Step.EXTENDED, date(2026, 3, 12)))
    with pytest.raises(RuleBroken, match="不能延长"):
        history(Step.REFERRED, Step.ACCEPTED, Step.EXTENDED, kind=Kind.ERROR_REPORT)


def test_passing_on_restarts_nothing():
    moved = history(
        Step.REFERRED, Event(Step.REFUSED, DAY + timedelta(3)), Event(Step.REFERRED, DAY + timedelta(4))
    )
    assert (moved.until, moved.moves, moved.final) == (date(2026, 3, 11), 1, False)


def test_after_two_moves_the_office_decides_and_nobody_refuses():
    clock = history(Step.REFERRED, Step.REFUSED, Step.REFERRED, Step.TRANSFERRED)
    assert (clock.stage, clock.moves) == (Stage.DECIDING, MOST_MOVES)
    decided = [Step.REFERRED, Step.REFUSED, Step.REFERRED, Step.TRANSFERRED, Step.REFERRED]
    assert history(*decided).final
    for step in (Step.REFUSED, Step.TRANSFERRED):
        with pytest.raises(RuleBroken, match="已经由政务公开工作机构指定"):
            history(*decided, step)


def test_a_supervision_order_shortens_and_never_lengthens():
    early = history(Event(Step.SUPERVISED, DAY, answer_by=date(2026, 3, 4)))
    late = history(Event(Step.SUPERVISED, DAY, answer_by=date(2026, 4, 1)))
    assert (early.until, late.until) == (date(2026, 3, 4), date(2026, 3, 11))
    with pytest.raises(RuleBroken, match="期限"):
        history(Event(Step.SUPERVISED, DAY, answer_by=date(2026, 3, 1)))


def test_a_reply_ends_it_late_is_late_and_reopening_begins_a_new_period_once():
    answered = [Step.REFERRED, Step.ACCEPTED, Event(Step.REPLIED, date(2026, 3, 12))]
    clock = history(*answered)
    assert (clock.stage, clock.late, clock.until) == (Stage.ANSWERED, True, None)
    again = history(*answered, Event(Step.REOPENED, date(2026, 3, 16)))
    assert (again.stage, again.until, again.late) == (Stage.HANDLING, date(2026, 3, 25), False)
    ended = [Event(Step.REOPENED, date(2026, 3, 16)), Event(Step.REPLIED, date(2026, 3, 17))]
    with pytest.raises(RuleBroken, match="重新办理过一次"):
        history(*answered, *ended, Event(Step.REOPENED, date(2026, 3, 18)))


def test_the_kind_may_be_judged_anew_when_it_is_referred():
    events = [Event(Step.RECEIVED, DAY, Kind.ENQUIRY, True), Event(Step.REFERRED, DAY, Kind.COMPLAINT)]
    assert run(events, calendar(), NUMBERS).until == date(2026, 3, 11)


def test_what_ended_is_not_handled_and_days_go_forward():
    with pytest.raises(RuleBroken, match="已告知其他渠道"):
        history(Step.REDIRECTED, Step.REFERRED)
    with pytest.raises(RuleBroken, match="早于"):
        history(Event(Step.REFERRED, DAY - timedelta(1)))
    with pytest.raises(RuleBroken, match="收到"):
        run([Event(Step.REFERRED, DAY)], calendar(), NUMBERS)


@given(
    st.lists(st.tuples(st.sampled_from(list(Step)[1:]), st.integers(0, 3)), max_size=14),
    st.sampled_from(Kind),
)
def test_whatever_is_allowed_keeps_its_promises(steps, kind):
    events, on = [Event(Step.RECEIVED, DAY, kind)], DAY
    for step, days in steps:
        on += timedelta(days)
        event = Event(step, on, kind, answer_by=on)
        try:
            run([*events, event], calendar(), NUMBERS)
        except RuleBroken:
            continue
        events.append(event)
    clock = run(events, calendar(), NUMBERS)
    assert clock.moves <= MOST_MOVES
    assert (clock.stage in OPEN) == (clock.ended is None) == (clock.until is not None)
    reopened = [event.on for event in events if event.step is Step.REOPENED]
    assert clock.base_on == (reopened[0] if reopened else DAY)
    assert len(reopened) <= 1 and clock.days <= NUMBERS.complex
