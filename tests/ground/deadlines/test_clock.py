"""The clock of a disclosure request: legal histories come to their day, illegal steps are refused."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.ground.deadlines.queries import calendar, request_limits
from gongkai.ground.deadlines.rules.clock import State, run
from gongkai.ground.deadlines.rules.events import Event, Illegal, Party, Step

CALENDAR = calendar()
LIMITS = request_limits(date(2026, 3, 2))
RECEIVED = date(2026, 3, 2)


def day(text):
    return date.fromisoformat(f"2026-{text}")


def told(*steps):
    return [Event(Step.RECEIVED, RECEIVED), *steps]


def clock(*steps):
    return run(told(*steps), CALENDAR, LIMITS)


def refused(*steps):
    with pytest.raises(Illegal) as wrong:
        clock(*steps)
    return wrong.value.article


CORRECTION = Event(Step.CORRECTION_NOTICE, day("03-11"), days=10)
LETTER = Event(Step.CONSULTED, day("03-05"), reference="甲")
ANSWER = Event(Step.ANSWERED, day("03-20"), reference="甲")


def test_twenty_working_days_from_receipt():
    assert (str(clock().due.on), clock().state) == ("2026-03-30", State.RUNNING)


def test_the_period_begins_anew_with_the_corrected_request():
    waiting = clock(CORRECTION)
    assert (waiting.state, waiting.due, str(waiting.waits.on)) == (State.CORRECTING, None, "2026-03-25")
    corrected = clock(CORRECTION, Event(Step.CORRECTED, day("03-25")))
    assert corrected.due.on == CALENDAR.add_working_days(day("03-25"), 20)
    assert corrected.due.derivation[0] == "收到补正 2026-03-25"


def test_a_correction_is_asked_once_in_seven_days_with_a_period_and_answered_in_it():
    early, again = Event(Step.CORRECTION_NOTICE, day("03-04"), days=1), Event(Step.CORRECTED, day("03-05"))
    assert clock(early).state is State.CORRECTING
    second = Event(Step.CORRECTION_NOTICE, day("03-06"), days=5)
    assert refused(early, again, second) == refused(early, again, again) == "条例第三十条"
    assert refused(Event(Step.CORRECTION_NOTICE, day("03-12"), days=10)) == "条例第三十条"
    assert refused(Event(Step.CORRECTION_NOTICE, day("03-11"))) == "条例第三十条"
    late = Event(Step.CORRECTED, day("03-26"))
    assert refused(CORRECTION, late) == "条例第三十条"
    assert clock(CORRECTION, Event(Step.CORRECTED, day("03-26"), excused=True)).state is State.RUNNING
    assert refused(Event(Step.CORRECTED, day("03-05"))) == "条例第三十条"


def test_who_does_not_correct_or_pay_has_given_up_but_not_before_the_last_day():
    assert refused(CORRECTION, Event(Step.ABANDONED, day("03-25"))) == "条例第三十条"
    assert clock(CORRECTION, Event(Step.ABANDONED, day("03-26"))).state is State.ENDED
    fee = Event(Step.FEE_NOTICE, day("03-09"))
    last = CALENDAR.add_working_days(day("03-09"), 20)
    assert refused(fee, Event(Step.ABANDONED, last)) == "条例第四十二条"
    assert clock(fee, Event(Step.ABANDONED, last + timedelta(1))).ended
    assert refused(fee, Event(Step.PAID, last + timedelta(1))) == "条例第四十二条"
    assert clock(fee, Event(Step.PAID, last)).due.on == CALENDAR.add_working_days(last, 20)
    assert refused(Event(Step.ABANDONED, day("03-26"))) == "条例第三十条"
    corrected = Event(Step.CORRECTED, day("03-20"))
    assert refused(CORRECTION, corrected, Event(Step.ABANDONED, day("03-30"))) == "条例第三十条"
    assert refused(Event(Step.PAID, day("03-26"))) == "条例第四十二条"


def test_time_with_a_third_party_does_not_count():
    assert str(clock(LETTER, ANSWER).due.on) == "2026-04-15"
    asked = clock(LETTER)
    assert asked.state is State.CONSULTING
    assert asked.due.on > clock(LETTER, ANSWER).due.on, "up to its last day while nothing has come"


def test_overlapping_consultations_count_once_and_silence_lapses():
    other = (
        Event(Step.CONSULTED, day("03-10"), reference="乙"),
        Event(Step.ANSWERED, day("03-18"), reference="乙"),
    )
    assert clock(LETTER, *other, ANSWER).due.on == clock(LETTER, ANSWER).due.on
    delivered = Event(Step.DELIVERED, day("03-06"), reference="甲")
    lapse = CALENDAR.add_working_days(day("03-06"), 15)
    silent = clock(LETTER, delivered, Event(Step.REPLIED, lapse + timedelta(3)))
    assert silent.due.on == clock(LETTER, delivered, Event(Step.ANSWERED, lapse, reference="甲")).due.on
    late = Event(Step.ANSWERED, lapse + timedelta(9), reference="甲")
    assert clock(LETTER, delivered, late).due.on == silent.due.on, (
        "what comes after the period takes no more time"
    )


def test_no_reply_while_a_party_may_still_answer_or_something_is_waited_for():
    assert refused(LETTER, Event(Step.REPLIED, day("03-20"))) == "条例第三十二条"
    assert refused(LETTER, Event(Step.REPLIED, day("03-26"))) == "条例第三十二条"
    assert clock(LETTER, Event(Step.REPLIED, day("03-27"))).ended
    assert clock(LETTER, ANSWER, Event(Step.REPLIED, day("03-23"))).ended
    joint = Event(Step.CONSULTED, day("03-05"), reference="甲", party=Party.JOINT_ORGAN)
    assert refused(joint, Event(Step.REPLIED, day("03-20"))) == "条例第三十四条"
    assert refused(CORRECTION, Event(Step.REPLIED, day("03-20"))) == "条例第三十条"
    assert (
        refused(Event(Step.FEE_NOTICE, day("03-09")), Event(Step.REPLIED, day("03-20"))) == "条例第四十二条"
    )
    assert refused(ANSWER) == refused(LETTER, ANSWER, ANSWER) == "条例第三十二条"
    assert refused(LETTER, LETTER) == "条例第三十二条"
    assert refused(joint, joint) == "条例第三十四条"
    twice = Event(Step.DELIVERED, day("03-06"), reference="甲")
    assert refused(LETTER, twice, twice) == "条例第三十二条"


def test_an_extension_needs_consent_time_and_measure():
    def extended(on, days, consent=True):
        return Event(Step.EXTENDED, on, days=days, consent=consent)

    assert clock(extended(day("03-30"), 20)).due.on == CALENDAR.add_working_days(RECEIVED, 40)
    assert refused(extended(day("03-31"), 20)) == "条例第三十三条"
    assert refused(extended(day("03-20"), 21)) == refused(extended(day("03-20"), 0)) == "条例第三十三条"
    assert refused(extended(day("03-20"), 12), extended(day("03-21"), 9)) == "条例第三十三条"
    assert refused(extended(day("03-20"), 5, consent=False)) == "条例第三十三条"
    assert refused(CORRECTION, extended(day("03-20"), 5)) == "条例第三十三条"
    assert clock(extended(day("03-20"), 1)).extension == 1
    assert clock(LETTER, extended(day("03-20"), 5)).extension == 5
    with pytest.raises(Illegal, match="已延长 12 个"):
        clock(extended(day("03-20"), 12), extended(day("03-21"), 9))
    with pytest.raises(Illegal, match="个工作日，不能再延长 21 个"):
        clock(extended(day("03-20"), 21))


def test_a_delay_for_too_many_requests_has_a_measure():
    assert clock(Event(Step.DELAYED, day("03-20"), days=30)).due.on == CALENDAR.add_working_days(RECEIVED, 50)
    assert refused(Event(Step.DELAYED, day("03-20"))) == "条例第三十五条"
    assert clock(Event(Step.DELAYED, day("03-20"), days=1)).delay == 1


def test_nothing_follows_the_end_and_a_late_reply_is_late():
    reply = Event(Step.REPLIED, day("03-30"))
    assert not clock(reply).late and not clock().late
    assert clock(reply).state is State.ENDED
    assert clock(Event(Step.REPLIED, day("03-31"))).late
    assert refused(reply, Event(Step.REPLIED, day("03-31"))) == "条例第三十三条"
    assert clock(Event(Step.WITHDRAWN, day("03-05"))).due is None


def test_a_history_begins_with_its_receipt_and_goes_forward():
    assert refused(Event(Step.RECEIVED, day("03-03"))) == "条例第三十一条"
    assert refused(LETTER, Event(Step.EXTENDED, day("03-04"), days=5, consent=True)) == "条例第三十一条"
    for events in ([], [LETTER]):
        with pytest.raises(Illegal, match="从收到申请开始") as wrong:
            run(events, CALENDAR, LIMITS)
        assert wrong.value.article == "条例第三十一条"


def test_an_answer_belongs_to_its_letter_and_a_letter_may_go_out_again_once_answered():
    other = Event(Step.CONSULTED, day("03-06"), reference="乙")
    answered = clock(LETTER, other, Event(Step.ANSWERED, day("03-10"), reference="乙")).consultations
    assert [one.answered_on for one in answered] == [None, day("03-10")]
    again = Event(Step.CONSULTED, day("03-23"), reference="甲")
    assert clock(LETTER, ANSWER, again).state is State.CONSULTING


def test_every_state_has_its_words():
    words = ["办理中", "等待补正", "征求意见中", "等待缴费", "已办结"]
    assert [state.label for state in State] == words


steps = st.builds(
    Event,
    step=st.sampled_from([one for one in Step if one is not Step.RECEIVED]),
    on=st.integers(0, 90).map(lambda n: RECEIVED + timedelta(n)),
    days=st.integers(0, 25),
    reference=st.sampled_from("甲乙丙"),
    party=st.sampled_from(Party),
    consent=st.booleans(),
    excused=st.booleans(),
)


@given(st.lists(steps, max_size=8))
def test_any_history_comes_to_a_day_or_is_refused_with_an_article(history):
    try:
        result = clock(*sorted(history, key=lambda event: event.on))
    except Illegal as wrong:
        assert wrong.article.startswith("条例第")
        return
    waiting = result.state in (State.CORRECTING, State.PAYING)
    given_up = result.ended is not None and result.ended.step is not Step.REPLIED
    assert (result.due is None) == (waiting or given_up)
    assert (result.waits is not None) == waiting
    assert result.due is None or result.due.on >= CALENDAR.add_working_days(result.base_on, 20)
    assert result.extension <= 20


@given(st.lists(steps, max_size=6), st.integers(0, 60), st.integers(0, 40))
def test_a_consultation_never_moves_a_deadline_earlier(history, start, length):
    history = sorted((one for one in history if one.step not in (Step.REPLIED,)), key=lambda one: one.on)
    try:
        without = clock(*history)
    except Illegal:
        assume(False)
        return
    issued = RECEIVED + timedelta(start)
    more = [
        Event(Step.CONSULTED, issued, reference="丁"),
        Event(Step.ANSWERED, issued + timedelta(length), reference="丁"),
    ]
    try:
        asked = clock(*sorted([*history, *more], key=lambda one: one.on))
    except Illegal:
        assert without.ended, "only after the end is a letter refused"
        return
    assert (asked.due is None) == (without.due is None)
    assert without.due is None or asked.due.on >= without.due.on
