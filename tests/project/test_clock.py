"""Recurring jobs run once in their slot."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gongkai.ground.ledger.rules import LedgerBroken
from gongkai.project import clock
from gongkai.project.clock import LEASE, tick
from gongkai.project.jobs import JOBS, Job, daily
from gongkai.project.models import RecurringRun

NOW = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)  # half past midnight of 6 March in the city


def job(ran: list, fail: bool = False) -> Job:
    def run(now):
        ran.append(now)
        if fail:
            raise RuntimeError

    return Job("test", daily, run)


@pytest.mark.django_db
def test_a_daily_job_runs_once_a_local_day():
    ran = []
    jobs = (job(ran),)
    assert tick(NOW, jobs) == ["test"]
    assert tick(NOW + timedelta(hours=1), jobs) == []
    assert ran[0].date().isoformat() == "2026-03-06" == RecurringRun.objects.get().slot
    assert tick(NOW + timedelta(days=1), jobs) == ["test"]


@pytest.mark.django_db
def test_a_killed_or_failed_run_is_taken_over_after_its_lease():
    ran = []
    assert tick(NOW, (job(ran, fail=True),)) == []
    assert tick(NOW + LEASE / 2, (job(ran),)) == [] and len(ran) == 1
    assert tick(NOW + LEASE * 2, (job(ran),)) == ["test"] and len(ran) == 2
    assert RecurringRun.objects.get().finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_run_one_slot_twice():
    ran, ready = [], threading.Barrier(4)
    errors = []

    def work():
        try:
            ready.wait(10)
            tick(NOW, (job(ran),))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(ran) == 1 == RecurringRun.objects.count()


@pytest.mark.django_db
def test_the_clocks_own_jobs_all_run():
    assert tick(NOW) == [known.name for known in JOBS]


@pytest.mark.django_db(transaction=True)
def test_the_clock_sequences_and_stops(monkeypatch):
    stop = threading.Event()
    calls = []

    def sequence():
        calls.append(1)
        stop.set()
        return 0

    monkeypatch.setattr(clock, "sequence", sequence)
    clock.run(stop)
    assert calls == [1]


@pytest.mark.django_db(transaction=True)
def test_a_broken_ledger_does_not_keep_the_jobs_from_running(monkeypatch):
    stop, ran = threading.Event(), []

    def sequence():
        raise LedgerBroken("存证第 3 条缺失")

    monkeypatch.setattr(clock, "sequence", sequence)
    monkeypatch.setattr(clock, "TICK", 0.01)
    monkeypatch.setattr(clock, "tick", lambda: ran.append(1) or (len(ran) > 2 and stop.set()))
    clock.run(stop)
    assert len(ran) == 3


@pytest.mark.django_db(transaction=True)
def test_a_long_backlog_does_not_starve_the_jobs(monkeypatch):
    stop, ran = threading.Event(), []
    monkeypatch.setattr(clock, "sequence", lambda: 1)
    monkeypatch.setattr(clock, "TICK", 0.05)
    monkeypatch.setattr(clock, "SEQUENCE", 0.0)
    monkeypatch.setattr(clock, "tick", lambda: ran.append(1) or (len(ran) > 2 and stop.set()))
    clock.run(stop)
    assert len(ran) == 3
