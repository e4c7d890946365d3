"""Letters that wait to be referred get a suggestion by the clock, once each; without a model none does."""

from gongkai.desk.engagement.queries import guessing
from gongkai.desk.engagement.rules.routing.stored import packed
from gongkai.desk.engagement.services import training
from gongkai.desk.engagement.services.suggesting import suggest_waiting
from gongkai.ground.orgs.rules import system

from . import corresponding
from .made_letters import letters

CLOCK = system("clock")


def test_each_gets_one_and_it_is_recorded(people, at, tmp_path, monkeypatch):
    letter = corresponding.submitted(at, title="学校收费", words="反映学校乱收费，老师有偿补课")
    assert suggest_waiting(by=CLOCK) == 0  # no model yet
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    training.keep(packed(training.train(letters(), repeats=1)), guessing.place())
    assert suggest_waiting(by=CLOCK) == 1
    kept = corresponding.fresh(letter)
    assert kept.suggested_category == "教育文体" and kept.suggested_model and kept.category == ""
    assert corresponding.entries(letter)[-1] == "letter.suggested"
    assert suggest_waiting(by=CLOCK) == 0


def test_what_was_referred_is_decided(people, at, tmp_path, monkeypatch):
    corresponding.referred(people, at)
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    training.keep(packed(training.train(letters(), repeats=1)), guessing.place())
    assert suggest_waiting(by=CLOCK) == 0
