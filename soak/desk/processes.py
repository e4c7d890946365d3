"""Real processes over this process's database: web servers and workers, and their sudden ends."""

import json
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from bench.city import CLI, free_port, status
from gongkai.ground.ledger.models import Entry
from gongkai.ground.ledger.services import sequence_all
from gongkai.project.task_runner import LEASE, queued, reclaim

TASKS = ("gongkai.project.worker", "tasks")
PATIENCE = 600  # seconds for what is left alone to come to its end


def start(*command: str) -> subprocess.Popen[bytes]:
    """A module of ours as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def serve() -> tuple[str, subprocess.Popen[bytes]]:
    """One web process; its address once it answers."""
    port = free_port()
    process = start(CLI, "serve", "--port", str(port), "--workers", "1")
    address = f"http://127.0.0.1:{port}"
    while status(f"{address}/healthz") != 200:
        time.sleep(0.1)
    return address, process


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to finish, and wait for them."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(60)


def interrupted(task: Task, longest: float, rng: random.Random, unfinished: Callable[[], bool]) -> bool:
    """Kill a worker at a random moment after it took the task on; whether it was still at it.

    The task is then given back as the clock does when the lease of a dead worker has run out.
    """
    worker = start(*TASKS)
    running = DBTaskResult.objects.filter(task_path=task.module_path, status="RUNNING")
    while not running.exists():
        if worker.poll() is not None:
            raise RuntimeError("the worker ended by itself")
        time.sleep(0.005)
    time.sleep(rng.uniform(0, longest))
    landed = unfinished()
    worker.kill()
    worker.wait()
    reclaim(timezone.now() + 2 * LEASE)
    return landed


def finished(task: Task, unfinished: Callable[[], bool]) -> None:
    """Let one worker come to the end of it."""
    worker = start(*TASKS)
    until = time.monotonic() + PATIENCE
    while (unfinished() or queued(task)) and time.monotonic() < until:
        time.sleep(0.1)
    end([worker])


def recorded(kind: str) -> list[str]:
    """Subjects of all ledger entries of a kind, once for each entry."""
    return list(Entry.objects.filter(kind=kind).values_list("subject", flat=True))


def verified() -> bool:
    """Whether ``gongkai verify`` finds ledger and catalogue sound."""
    sequence_all()
    told = subprocess.run(
        [sys.executable, "-m", CLI, "verify", "--json"], capture_output=True, text=True, check=False
    )
    return bool(json.loads(told.stdout)["ok"])


def get(address: str) -> tuple[int, str]:
    """Status and body; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""
