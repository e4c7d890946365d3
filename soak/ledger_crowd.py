"""Many writers, several sequencers and followers at once: every follower sees every entry once, in order."""

import json
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

from django.db import transaction

from soak.ledger_kills import Acting, engines, prepared, verdict

SECONDS = 60
WRITERS, SEQUENCERS, FOLLOWERS = 6, 2, 2
PATIENCE = 300


def campaign(seconds: int = SECONDS) -> dict[str, Any]:
    return engines("soak.ledger_crowd", seconds, "writers, sequencers and followers of the ledger at once")


def write(services: ModuleType, name: str, until: float, results: Any) -> None:
    """Short transactions that record one entry and longer ones of ten; how long each took."""
    taken, number = [], 0
    while time.monotonic() < until:
        count = 10 if number % 7 == 0 else 1
        began = time.monotonic()
        with transaction.atomic():
            services.record_many(
                "publication.published", [(f"{name}/{number + n}", {}) for n in range(count)], by=Acting()
            )
            if number % 11 == 0:
                time.sleep(0.002)
        taken.append(time.monotonic() - began)
        number += count
    results.put((name, number, taken))


def sequence(services: ModuleType, done: Any) -> None:
    while not done.is_set():
        if not services.sequence():
            time.sleep(0.005)


def follow(queries: ModuleType, done: Any, results: Any) -> None:
    """Follow from 0; every index once, and what each writer wrote in its own order."""
    after, last, wrong = 0, {}, 0
    while True:
        stop = done.is_set()
        found = queries.follow(after, 500)
        for entry in found:
            name, number = entry.subject.split("/")
            wrong += entry.index != after or int(number) != last.get(name, -1) + 1
            last[name] = int(number)
            after += 1
        if not found and stop:
            break
        if not found:
            time.sleep(0.005)
    results.put((after, wrong))


def main(seconds: int) -> dict[str, Any]:
    services, queries = prepared()
    fork = get_context("fork")
    written, followed = fork.Queue(), fork.Queue()
    sequenced, ended = fork.Event(), fork.Event()
    until = time.monotonic() + seconds
    writers = [fork.Process(target=write, args=(services, f"w{n}", until, written)) for n in range(WRITERS)]
    sequencers = [fork.Process(target=sequence, args=(services, sequenced)) for _ in range(SEQUENCERS)]
    followers = [fork.Process(target=follow, args=(queries, ended, followed)) for _ in range(FOLLOWERS)]
    for process in writers + sequencers + followers:
        process.start()
    amounts = [written.get(timeout=seconds + PATIENCE) for _ in writers]
    sequenced.set()
    for process in writers + sequencers:
        process.join(PATIENCE)
    services.sequence_all()
    ended.set()
    told = [followed.get(timeout=PATIENCE) for _ in followers]
    for process in followers:
        process.join(PATIENCE)
    total = sum(number for _, number, _ in amounts)
    taken = sorted(moment for _, _, each in amounts for moment in each)
    held = verdict()
    return {
        "ok": held.fault is None and held.size == total and told == [(total, 0)] * FOLLOWERS,
        "entries": total,
        "entries_per_second": round(total / seconds),
        "writer_p50_ms": round(taken[len(taken) // 2] * 1000, 1),
        "writer_p99_ms": round(taken[len(taken) * 99 // 100] * 1000, 1),
        "followed": told,
        "fault": held.fault and held.fault.what,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(exist_ok=True)
    print(json.dumps(main(int(sys.argv[2])), ensure_ascii=False))
