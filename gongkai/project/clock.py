"""The clock: takes the ledger's entries into their tree, and runs the recurring jobs.

A job runs once in its slot, however many workers there are. A run that was killed is taken over after
``LEASE``; jobs must therefore bear being run twice.
"""

import threading
import time
from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone

from gongkai.ground.ledger.rules import LedgerBroken
from gongkai.ground.ledger.services import sequence

from .jobs import JOBS, Job
from .models import RecurringRun

SEQUENCE = 0.2  # seconds between looks for entries without an index
TICK = 5.0  # seconds between looks at the recurring jobs
LEASE = timedelta(minutes=10)

log = structlog.get_logger(__name__)


def run(stop: threading.Event) -> None:
    """Sequence and tick until asked to stop.

    Neither waits for the other for ever: a long backlog lets the jobs in every TICK, and a broken ledger,
    which a person must look into, does not keep documents from expiring.
    """
    ticked = float("-inf")
    while not stop.is_set():
        pause = SEQUENCE
        try:
            while sequence() and time.monotonic() - ticked < TICK and not stop.is_set():
                pass
        except LedgerBroken as broken:
            log.error("ledger_broken", reason=str(broken))
            pause = TICK
        if time.monotonic() - ticked >= TICK:
            close_old_connections()
            tick()
            ticked = time.monotonic()
        stop.wait(pause)


def tick(now: datetime | None = None, jobs: tuple[Job, ...] = JOBS) -> list[str]:
    """Run what is due now and has not been run; returns the names of the jobs run here."""
    local = timezone.localtime(now)
    ran = []
    for job in jobs:
        run = claim(job.name, job.slot(local), local)
        if run is None:
            continue
        try:
            job.run(local)
        except Exception:
            log.exception(
                "job_failed", job=job.name, slot=run.slot
            )  # stays unfinished: tried again after LEASE
            continue
        RecurringRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
        ran.append(job.name)
    return ran


def claim(job: str, slot: str, now: datetime) -> RecurringRun | None:
    """The run if it is this process's to do. Another's unfinished run is taken over after LEASE."""
    known = RecurringRun.objects.filter(job=job, slot=slot).first()
    if known is None:
        try:
            with transaction.atomic():
                return RecurringRun.objects.create(job=job, slot=slot, started_at=now)
        except IntegrityError:
            return None
    if known.finished_at is not None or known.started_at > now - LEASE:
        return None
    taken = RecurringRun.objects.filter(pk=known.pk, started_at=known.started_at, finished_at=None)
    return known if taken.update(started_at=now) else None
