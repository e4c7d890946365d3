"""Who may open a letter, and that every look is recorded."""

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import intake, reading, referring, replying
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.orgs.rules import NotAllowed

from . import corresponding
from .corresponding import BUILDING, FINANCE, WRITING, entries, fresh, root


def test_referrer_lead_and_joint_look_others_do_not(people, at):
    letter = corresponding.submitted(at)
    referring.refer(
        letter.pk, FINANCE, category="市政", joint=[BUILDING], version=letter.version, by=people["referrer"]
    )
    for name in ("referrer", "answerer", "builder"):
        assert reading.look(letter.pk, by=people[name])[1] == WRITING
    assert entries(letter).count("letter.looked") == 3
    for name in ("first", "supervisor", "drafter", "final"):
        with pytest.raises(NotAllowed):
            reading.look(letter.pk, by=people[name])


def test_a_reviewer_looks_while_the_reply_waits_for_them(people, at):
    letter = corresponding.accepted(people, at)
    replying.draft(letter.pk, corresponding.ANSWER, version=letter.version, by=people["answerer"])
    replying.submit(letter.pk, version=fresh(letter).version, by=people["answerer"])
    assert reading.look(letter.pk, by=people["first"])[1] == WRITING
    corresponding.passed(people, letter)
    with pytest.raises(NotAllowed):
        reading.look(letter.pk, by=people["first"])


def test_the_writer_comes_with_number_and_code_and_gets_a_new_one_at_the_counter(people, at):
    at(corresponding.RECEIVED)
    paper = Paper("证明.txt", b"abc", Format.TEXT)
    taken = intake.submit(root(), "complaint", WRITING, "token", [paper])
    letter = taken.letter
    assert reading.visit(letter.number, taken.code)[1] == WRITING
    assert reading.visit(letter.number, "AAAA") is None
    row, name, content = reading.fetch(letter.pk, letter.files.get().pk, by=people["referrer"])
    assert (row.size, name, content) == (3, "证明.txt", b"abc")
    with pytest.raises(RuleBroken, match="没有这份附件"):
        reading.fetch(letter.pk, 0, by=people["referrer"])
    code = reading.reissue(letter.pk, "another", by=people["referrer"])
    assert reading.visit(letter.number, taken.code) is None and reading.visit(letter.number, code)
