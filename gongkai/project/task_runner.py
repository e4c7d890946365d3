"""Runs queued tasks (django-tasks-db) under a lease, so that a killed worker's tasks are run by another.

django-tasks-db leaves a task RUNNING for ever when its worker is killed, and its worker ends when a
database lock outlasts the time-out (both measured): so this runs in a child that is started again,
and keeps a lease that others can see running out.
"""

import os
import socket
import threading
from datetime import datetime, timedelta

import structlog
from django.db import connections, transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .models import WorkerLease

LEASE = timedelta(seconds=60)
RENEWAL = 15.0  # seconds
INTERVAL = 2.0  # seconds between looks at the queue; each look takes SQLite's write lock for a moment
ATTEMPTS = 3

log = structlog.get_logger(__name__)


class Killed(Exception):
    """The worker that ran the task was killed, ``ATTEMPTS`` times."""


def run(stop: threading.Event) -> None:
    """Work until asked to stop: the running task is finished first."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}"
    renew(name)
    keeper = threading.Thread(target=_keep, args=(name, stop), name="lease", daemon=True)
    keeper.start()
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    try:
        while not stop.is_set():
            worker.run()  # ends when the queue is empty
            stop.wait(INTERVAL)
    finally:
        stop.set()
        keeper.join()
        WorkerLease.objects.filter(worker=name).delete()


def renew(worker: str) -> None:
    """Say that ``worker`` lives for another LEASE."""
    WorkerLease.objects.update_or_create(worker=worker, defaults={"until": timezone.now() + LEASE})


def _keep(worker: str, stop: threading.Event) -> None:
    while not stop.wait(RENEWAL):
        try:
            renew(worker)
        except Exception as error:
            log.warning("lease_not_renewed", error=type(error).__name__)
            connections.close_all()
    connections.close_all()


def queued(task: Task) -> bool:
    """Whether this task waits or runs already."""
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status__in=["READY", "RUNNING"])
    return bool(waiting.exists())


def reclaim(now: datetime) -> int:
    """Give back the tasks of workers whose lease ran out; returns how many."""
    with transaction.atomic():
        WorkerLease.objects.filter(until__lt=now).delete()
        alive = set(WorkerLease.objects.values_list("worker", flat=True))
        lost = [
            task
            for task in DBTaskResult.objects.running().select_for_update(skip_locked=True)
            if not task.worker_ids or task.worker_ids[-1] not in alive
        ]
        for task in lost:
            if len(task.worker_ids) >= ATTEMPTS:
                task.set_failed(Killed(f"{len(task.worker_ids)} 次执行都被中断"))
            else:
                DBTaskResult.objects.filter(pk=task.pk).update(status="READY", started_at=None)
    return len(lost)
