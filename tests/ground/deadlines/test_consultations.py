"""What a consultation takes from a reply period."""

from dataclasses import replace
from datetime import date

from gongkai.ground.deadlines.queries import calendar, request_limits
from gongkai.ground.deadlines.rules.consultations import Consultation, Opinion, objections, pauses
from gongkai.ground.deadlines.rules.events import Party

CALENDAR, LIMITS = calendar(), request_limits(date(2026, 3, 2))
ISSUED, ANSWERED = date(2026, 3, 5), date(2026, 3, 20)


def test_the_period_runs_from_the_day_the_letter_arrived():
    sent = Consultation("甲", Party.THIRD_PARTY, ISSUED)
    arrived = Consultation("甲", Party.THIRD_PARTY, ISSUED, delivered_on=date(2026, 3, 9))
    assert str(sent.last_day(CALENDAR, LIMITS)) == "2026-03-26"
    assert str(arrived.last_day(CALENDAR, LIMITS)) == "2026-03-30"
    assert arrived.through(CALENDAR, LIMITS) == arrived.last_day(CALENDAR, LIMITS)


def test_only_what_lies_after_the_beginning_is_left_out():
    one = Consultation("甲", Party.THIRD_PARTY, ISSUED, answered_on=ANSWERED)
    assert pauses([one], date(2026, 3, 2), CALENDAR, LIMITS) == [(ISSUED, ANSWERED)]
    assert pauses([one], date(2026, 3, 10), CALENDAR, LIMITS) == [(date(2026, 3, 10), ANSWERED)]
    assert pauses([one], ANSWERED, CALENDAR, LIMITS) == []
    assert (
        pauses([Consultation("甲", Party.JOINT_ORGAN, ISSUED, answered_on=ISSUED)], ISSUED, CALENDAR, LIMITS)
        == []
    )


def test_each_kind_of_party_has_its_own_number_of_days():
    apart = replace(LIMITS, third_party=15, joint_organ=10)
    last = [Consultation("甲", party, ISSUED).last_day(CALENDAR, apart) for party in Party]
    assert last == [date(2026, 3, 26), date(2026, 3, 19)]


def test_an_answer_ends_the_span_but_not_after_a_known_last_day():
    late = date(2026, 4, 10)
    unknown = Consultation("甲", Party.THIRD_PARTY, ISSUED, answered_on=late)
    assert unknown.through(CALENDAR, LIMITS) == late
    arrived = Consultation("甲", Party.THIRD_PARTY, ISSUED, ISSUED, ANSWERED)
    assert arrived.through(CALENDAR, LIMITS) == ANSWERED
    overdue = Consultation("甲", Party.THIRD_PARTY, ISSUED, ISSUED, late)
    assert overdue.through(CALENDAR, LIMITS) == date(2026, 3, 26)
    at_once = Consultation("甲", Party.THIRD_PARTY, ISSUED, answered_on=ISSUED)
    assert pauses([at_once], date(2026, 3, 2), CALENDAR, LIMITS) == []


def test_silence_of_a_joint_organ_is_consent_and_of_a_third_party_is_not():
    last = date(2026, 3, 26)
    for party, silent in (
        (Party.THIRD_PARTY, Opinion.LEFT_TO_ORGAN),
        (Party.JOINT_ORGAN, Opinion.TAKEN_AS_AGREED),
    ):
        one = Consultation("甲", party, ISSUED)
        assert one.opinion(CALENDAR, LIMITS, last) == Opinion.AWAITED
        assert one.opinion(CALENDAR, LIMITS, date(2026, 3, 27)) == silent
        said = replace(one, answered_on=ANSWERED)
        assert said.opinion(CALENDAR, LIMITS, last) == Opinion.OBJECTED
        assert replace(said, agreed=True).opinion(CALENDAR, LIMITS, last) == Opinion.AGREED


def test_only_a_third_party_that_answered_objects():
    third = Consultation("甲", Party.THIRD_PARTY, ISSUED, answered_on=ANSWERED)
    agreed, silent = (
        replace(third, reference="乙", agreed=True),
        Consultation("丙", Party.THIRD_PARTY, ISSUED),
    )
    organ = Consultation("丁", Party.JOINT_ORGAN, ISSUED, answered_on=ANSWERED)
    assert objections([third, agreed, silent, organ]) == ["甲"]
