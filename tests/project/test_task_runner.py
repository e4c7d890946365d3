"""Queued tasks survive the death of the worker that ran them."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from gongkai.project import task_runner
from gongkai.project.models import WorkerLease
from gongkai.project.task_runner import ATTEMPTS, LEASE, reclaim, renew

DONE: list[int] = []


@task()
def note(number: int) -> int:
    DONE.append(number)
    return number


def running(*workers: str) -> DBTaskResult:
    """A task that the last of the workers is running."""
    row = DBTaskResult.objects.get(pk=note.enqueue(1).id)
    for worker in workers:
        row.claim(worker)
    return row


@pytest.mark.django_db
def test_a_living_workers_task_stays_its_own():
    renew("a-1")
    running("a-1")
    assert reclaim(timezone.now()) == 0


@pytest.mark.django_db
def test_a_dead_workers_task_goes_back_to_the_queue():
    renew("a-1")
    row = running("a-1")
    assert reclaim(timezone.now() + LEASE + timedelta(seconds=1)) == 1
    row.refresh_from_db()
    assert row.status == "READY" and row.started_at is None
    assert not WorkerLease.objects.exists()


@pytest.mark.django_db
def test_a_task_that_kills_its_workers_is_given_up():
    row = running(*(f"a-{number}" for number in range(ATTEMPTS)))
    assert reclaim(timezone.now()) == 1
    row.refresh_from_db()
    assert row.status == "FAILED" and row.exception_class_path.endswith("Killed")


@pytest.mark.django_db(transaction=True)
def test_the_runner_empties_the_queue_and_gives_up_its_lease(monkeypatch):
    monkeypatch.setattr(task_runner, "INTERVAL", 0.01)
    DONE.clear()
    first = note.enqueue(7)
    stop = threading.Event()
    seen = []

    class Watching(threading.Event):
        """Asks to stop once the queue was worked through."""

        def wait(self, timeout=None):
            if timeout == task_runner.INTERVAL:
                seen.append(WorkerLease.objects.count())
                stop.set()
                self.set()
            return super().wait(timeout)

    task_runner.run(Watching())
    assert DONE == [7] and seen == [1]
    assert DBTaskResult.objects.get(pk=first.id).status == "SUCCESSFUL"
    assert not WorkerLease.objects.exists()
