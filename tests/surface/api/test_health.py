"""Liveness and readiness."""

import pytest
from structlog.testing import capture_logs

from gongkai.surface.api import health


@pytest.fixture(autouse=True)
def never_looked(monkeypatch):
    monkeypatch.setattr(health, "_last", health.Look())


def test_a_running_process_is_alive(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_process_with_everything_is_ready(client, jiangcheng, monkeypatch):
    monkeypatch.setattr(health.generations, "reader", object)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert answer["Cache-Control"].count("no-store") == 1


def test_a_process_says_what_it_lacks(client, db, monkeypatch):
    monkeypatch.setattr(health.generations, "reader", lambda: None)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "migrations": True, "search": False}


def test_what_is_wrong_stands_in_the_log_and_not_in_the_answer(client, db, monkeypatch):
    def broken():
        raise OSError("磁盘 /srv 已满")

    monkeypatch.setitem(health.CHECKS, "database", broken)
    with capture_logs() as lines:
        assert "/srv" not in client.get("/readyz").content.decode()
    assert "/srv" in next(line["reason"] for line in lines if line.get("check") == "database")


def test_one_look_serves_many_who_ask(client, db, monkeypatch):
    looks = []
    monkeypatch.setitem(health.CHECKS, "database", lambda: looks.append(1) or "")
    for _ in range(3):
        client.get("/readyz")
    assert len(looks) == 1
