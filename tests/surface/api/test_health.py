"""Liveness and readiness."""

from gongkai.surface.api import health


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
    assert "gongkai index" in answer.json()["checks"]["search"]["reason"]
    assert answer.json()["checks"]["database"]["ok"]


def test_a_failing_check_is_a_reason(monkeypatch):
    def broken():
        raise OSError("磁盘已满")

    assert health.outcome(broken) == "OSError：磁盘已满"
