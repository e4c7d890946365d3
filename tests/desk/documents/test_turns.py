"""A pause comes after enough writing, and not before."""

import pytest

from gongkai.desk.documents.services import turns


@pytest.mark.django_db
def test_the_lock_is_left_once_enough_was_written(monkeypatch):
    slept = []
    monkeypatch.setattr(turns.time, "sleep", slept.append)
    monkeypatch.setattr(turns, "connection", type("Engine", (), {"vendor": "sqlite"}))
    turn = turns.Turn()
    with turn.held():
        pass
    turn.leave()
    assert slept == [] and turn.written < turns.WRITTEN
    turn.written += turns.WRITTEN
    turn.leave()
    assert len(slept) == 1 and 0 < slept[0] <= turns.PAUSE and turn.written == 0
    monkeypatch.setattr(turns, "connection", type("Engine", (), {"vendor": "postgresql"}))
    turn.written = 1
    turn.leave()
    assert len(slept) == 1
