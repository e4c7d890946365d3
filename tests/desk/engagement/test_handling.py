"""Accept, refuse, transfer, extend, join in: each leaves its row, its entry and its notice."""

from datetime import date

import pytest

from gongkai.desk.engagement.rules.kinds import Part, RuleBroken, Stage
from gongkai.desk.engagement.services import handling, reading, referring, replying
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import Duty, NotAllowed
from tests.record.editorial import making

from . import corresponding
from .corresponding import BUILDING, FINANCE, entries, fresh, root


def test_accepted_it_has_an_officer(people, at):
    letter = corresponding.accepted(people, at)
    assert (letter.stage, letter.officer_id) == (Stage.HANDLING, people["answerer"].person)
    other = making.staff("other", FINANCE, Duty.ANSWER)
    assert handling.take_over(letter.pk, version=letter.version, by=other).officer_id == other.person
    assert entries(letter)[-2:] == ["letter.accepted", "letter.taken_over"]


def test_refused_it_goes_back_with_its_reason_and_its_clock_runs_on(people, at):
    letter = corresponding.referred(people, at)
    with pytest.raises(RuleBroken, match="理由"):
        handling.refuse(letter.pk, reason=" ", version=letter.version, by=people["answerer"])
    letter = handling.refuse(
        letter.pk, reason="路灯由住建局管", version=letter.version, by=people["answerer"]
    )
    assert (letter.stage, letter.organisation.code, letter.moves) == (Stage.RECEIVED, root(), 1)
    assert letter.until == date(2026, 3, 11)
    assert reading.words_of(letter, letter.events.last()) == "路灯由住建局管"
    assert Notice.objects.filter(recipient=people["referrer"].person, subject__contains="退回").exists()
    assert not letter.handlings.filter(ended_on=None).exists()


def test_the_second_move_goes_to_the_office_whose_word_is_final(people, at):
    letter = corresponding.referred(people, at)
    letter = handling.transfer(
        letter.pk, BUILDING, reason="不归我们管", version=letter.version, by=people["answerer"]
    )
    assert (letter.stage, letter.organisation.code) == (Stage.REFERRED, BUILDING)
    letter = handling.transfer(
        letter.pk, FINANCE, reason="也不归我们管", version=letter.version, by=people["builder"]
    )
    assert (letter.stage, letter.organisation.code) == (Stage.DECIDING, root())
    local = making.staff("local", FINANCE, Duty.REFER)
    with pytest.raises(NotAllowed):
        referring.refer(letter.pk, FINANCE, category="市政", version=letter.version, by=local)
    letter = referring.refer(
        letter.pk, BUILDING, category="市政", version=letter.version, by=people["referrer"]
    )
    assert letter.final
    for move in (
        lambda: handling.refuse(letter.pk, reason="不办", version=letter.version, by=people["builder"]),
        lambda: handling.transfer(
            letter.pk, FINANCE, reason="不办", version=letter.version, by=people["builder"]
        ),
    ):
        with pytest.raises(RuleBroken, match="已经由政务公开工作机构指定"):
            move()
    letter = fresh(letter)
    assert (letter.organisation.code, letter.moves) == (BUILDING, 2)
    assert handling.accept(letter.pk, version=letter.version, by=people["builder"]).stage == Stage.HANDLING


def test_extended_once_with_a_reason_that_is_sealed(people, at):
    letter = corresponding.accepted(people, at)
    letter = handling.extend(letter.pk, reason="需要勘查", version=letter.version, by=people["answerer"])
    assert (letter.extended, letter.until) == (True, date(2026, 3, 23))
    with pytest.raises(RuleBroken, match="延长过"):
        handling.extend(letter.pk, reason="再等", version=letter.version, by=people["answerer"])


def test_the_lead_waits_for_joint_opinions_or_excuses_them(people, at):
    letter = corresponding.submitted(at)
    referring.refer(
        letter.pk, FINANCE, category="市政", joint=[BUILDING], version=letter.version, by=people["referrer"]
    )
    handling.accept(letter.pk, version=fresh(letter).version, by=people["answerer"])
    replying.draft(letter.pk, corresponding.ANSWER, version=fresh(letter).version, by=people["answerer"])
    with pytest.raises(RuleBroken, match="住建局还没有提出协办意见"):
        replying.submit(letter.pk, version=fresh(letter).version, by=people["answerer"])
    with pytest.raises(NotAllowed):
        handling.contribute(
            letter.pk, BUILDING, words="x", version=fresh(letter).version, by=people["answerer"]
        )
    handling.contribute(
        letter.pk, BUILDING, words="已派人", version=fresh(letter).version, by=people["builder"]
    )
    part = letter.handlings.get(lead=False)
    assert (part.part, reading.opinion_of(letter, part)) == (Part.GIVEN, "已派人")
    with pytest.raises(RuleBroken, match="没有等待"):
        handling.excuse(letter.pk, BUILDING, version=fresh(letter).version, by=people["answerer"])
    assert replying.submit(letter.pk, version=fresh(letter).version, by=people["answerer"])


def test_an_excused_opinion_is_waited_for_no_longer(people, at):
    letter = corresponding.submitted(at)
    referring.refer(
        letter.pk, FINANCE, category="市政", joint=[BUILDING], version=letter.version, by=people["referrer"]
    )
    letter = handling.accept(letter.pk, version=fresh(letter).version, by=people["answerer"])
    handling.excuse(letter.pk, BUILDING, version=letter.version, by=people["answerer"])
    assert letter.handlings.get(lead=False).part == Part.EXCUSED
    assert entries(letter)[-1] == "letter.excused"
