"""What a letter is suggested, with a model, without one, and when it changes."""

import os

import pytest

from gongkai.desk.engagement.queries import guessing
from gongkai.desk.engagement.rules.routing.stored import packed
from gongkai.desk.engagement.services import training

from .made_letters import letters

LETTER = ("学校收费", "反映学校乱收费，老师有偿补课，孩子上学难")


@pytest.fixture(scope="module")
def data():
    return packed(training.train(letters(), repeats=1))


@pytest.fixture
def path(tmp_path, data):
    training.keep(data, tmp_path / "model.npz")
    return tmp_path / "model.npz"


def test_a_letter_is_suggested_a_subject_and_an_office(path):
    said = guessing.guess(*LETTER, path)
    assert (said.category, said.organisation, said.abstained) == ("教育文体", "市教育局", False)
    assert 0.5 < said.confidence <= 1
    assert said.model
    assert said.notice == ""


@pytest.mark.parametrize("words", ["", "😀😀😀", "\u202e\u200b", "123 !!", "\x00\ud800"])
def test_a_letter_without_words_gets_a_guess_that_is_not_stood_behind(path, words):
    said = guessing.guess("", words, path)
    assert (said.abstained, said.confidence, said.organisation) == (True, 0.0, "")
    assert said.category


def test_without_a_model_it_abstains_and_says_what_to_do(tmp_path):
    said = guessing.guess(*LETTER, tmp_path / "none.npz")
    assert (said.category, said.organisation, said.abstained, said.model) == ("", "", True, "")
    assert "gongkai route train" in said.notice


def test_a_damaged_or_stale_model_abstains(path, data, monkeypatch):
    path.write_bytes(b"not a model")
    assert "已损坏" in guessing.guess(*LETTER, path).notice
    training.keep(data, path)
    monkeypatch.setattr(guessing, "version", lambda name: "9.9")
    assert "9.9 版" in guessing.guess(*LETTER, path).notice


def test_a_model_is_read_once_and_again_when_its_file_changes(path, data):
    first = guessing.present(path)
    assert guessing.present(path) is first
    training.keep(data, path)
    os.utime(path, (1, 1))
    assert guessing.present(path) is not first


def test_the_model_lies_in_the_state_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    assert guessing.place() == tmp_path / "routing" / "model.npz"


def test_the_subjects_it_knows_are_offered_to_whoever_types_one(path, tmp_path):
    assert "教育文体" in guessing.categories(path)
    assert guessing.categories(tmp_path / "none.npz") == ()
