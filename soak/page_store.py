"""Two web processes under load while publications change and processes are killed: no page stays wrong.

``python -m soak.page_store`` prints the outcome. ``GONGKAI_SOAK_MINUTES`` (default 3) says how long.
Each change is made by a service in this process; both web processes must show it within two seconds, also
while the sequencer is dead, and after a web process was killed both must come right again.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from importlib import import_module
from typing import Any

import django

from bench.city import CLI, City, status

ALLOWED = 2.0  # seconds from commit to both processes, undisturbed
RECOVERY = 30.0  # seconds after a kill
READERS = 4
EVERY = 15  # changes between two kills


def campaign() -> dict[str, Any]:
    """The outcome, taken in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "soak.page_store"], check=True, stdout=subprocess.PIPE, text=True
    )
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def run(minutes: float) -> dict[str, Any]:
    """Publish, change and withdraw until the time is over."""
    city = City(200)
    os.environ.update(GONGKAI_HOME=str(city.home), DJANGO_SETTINGS_MODULE="gongkai.project.settings")
    os.environ.pop("DATABASE_URL", None)
    stop, reads = threading.Event(), [0]
    try:
        django.setup()
        clerk = import_module("bench.clerk")
        webs = [city.serve()[0], city.serve()[0]]
        city.start(CLI, "worker")
        paths: list[str] = []
        readers = [threading.Thread(target=read, args=(webs, paths, stop, reads)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        outcome = change(clerk, webs, paths, time.monotonic() + minutes * 60)
        stop.set()
        for reader in readers:
            reader.join()
        return outcome | {"reads": reads[0]}
    finally:
        stop.set()
        city.close()


def change(clerk: Any, webs: list[str], paths: list[str], until: float) -> dict[str, Any]:
    """One change after another, each awaited in both processes."""
    rng, times, recoveries, wrong = random.Random(7), [], [], 0
    while time.monotonic() < until:
        number = len(times) + len(recoveries) + 1
        killed = number % EVERY == 0 and kill(rng)
        if paths and rng.random() < 0.5:
            path, expected = paths.pop(rng.randrange(len(paths))), 410
            clerk.withdraw(path.removeprefix("/publications/"))
        else:
            path, expected = clerk.publish(f"巡检通知{number}号"), 200
            paths.append(path)
        began = time.monotonic()
        limit = RECOVERY if killed else ALLOWED
        while (late := time.monotonic() - began) < RECOVERY:
            if all(status(web + path) == expected for web in webs):
                break
            time.sleep(0.02)
        (recoveries if killed else times).append(late)
        wrong += late > limit
    worst = max(times, default=0.0)
    return {
        "ok": wrong == 0 and bool(times),
        "what": f"{len(times) + len(recoveries)} changes seen by both processes, slowest {worst:.2f} s",
        "worst_seconds": round(worst, 2),
        "kills": (len(times) + len(recoveries)) // EVERY,
        "worst_recovery_seconds": round(max(recoveries, default=0.0), 2),
        "wrong": wrong,
    }


def kill(rng: random.Random) -> bool:
    """End the sequencer or a process that renders pages, as a crash would; True when pages need to recover.

    Without a sequencer the web processes see changes all the same.
    """
    names = rng.choice((["gongkai.project.worker", "clock"], ["granian", "gongkai.project.wsgi:application"]))
    chosen = [pid for pid in descendants(os.getpid()) if all(name in command(pid) for name in names)]
    if chosen:
        os.kill(chosen[-1], signal.SIGKILL)
    return "granian" in names


def command(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/cmdline", encoding="utf-8") as line:
            return line.read()
    except FileNotFoundError:
        return ""


def descendants(pid: int) -> list[int]:
    """Processes below one, at any depth (Linux)."""
    found: list[int] = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as children:
            for child in map(int, children.read().split()):
                found += [child, *descendants(child)]
    return found


def read(webs: list[str], paths: list[str], stop: threading.Event, reads: list[int]) -> None:
    """A visitor who reads what there is."""
    rng = random.Random()
    while not stop.is_set():
        status(rng.choice(webs) + rng.choice([*paths[-30:], "/"]))
        reads[0] += 1


if __name__ == "__main__":
    print(json.dumps(run(float(os.environ.get("GONGKAI_SOAK_MINUTES", "3"))), ensure_ascii=False))
