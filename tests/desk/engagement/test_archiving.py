"""Archive and destruction: two people, an opinion, and no word of the writer left."""

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken, Stage
from gongkai.desk.engagement.services import archiving, reading
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.services import Destroyed

from . import corresponding
from .corresponding import entries, fresh


def test_two_people_and_then_nothing_can_be_read(people, at, django_capture_on_commit_callbacks):
    letter = corresponding.answered(people, at)
    by = people["answerer"]
    with pytest.raises(PermissionError):
        archiving.archive(letter.pk, version=letter.version, by=by)
    letter = archiving.archive(letter.pk, version=letter.version, by=people["referrer"])
    with pytest.raises(RuleBroken, match="不同的人"):
        archiving.destroy(letter.pk, reason="期满", version=letter.version, by=people["referrer"])
    with django_capture_on_commit_callbacks(execute=True):
        archiving.destroy(letter.pk, reason="期满", version=letter.version, by=people["second referrer"])
    letter = fresh(letter)
    assert (letter.stage, letter.words, letter.code) == (Stage.DESTROYED, "", "")
    assert sealing.destroyed(letter.sealing)
    assert not letter.events.exclude(sealed=None).exists()
    assert entries(letter)[-1] == "letter.destroyed"
    with pytest.raises(Destroyed):
        reading.look(letter.pk, by=people["referrer"])


def test_an_interrupted_destruction_is_finished(people, at):
    letter = corresponding.answered(people, at)
    letter = archiving.archive(letter.pk, version=letter.version, by=people["referrer"])
    archiving.destroy(letter.pk, reason="期满", version=letter.version, by=people["second referrer"])
    assert not sealing.destroyed(letter.sealing)  # the transaction of this test is never committed
    assert archiving.finish() == 1 and sealing.destroyed(letter.sealing)
    assert archiving.finish() == 0


def test_what_is_open_is_not_archived(people, at):
    letter = corresponding.submitted(at)
    with pytest.raises(RuleBroken, match="办结以后"):
        archiving.archive(letter.pk, version=letter.version, by=people["referrer"])
