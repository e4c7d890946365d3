"""Manuscripts that wait for their minute while processes die. ``soak.schedule_kills`` says what for."""

import json
import os
import random
import signal
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from bench.city import CLI
from gongkai.desk.documents.models import Manuscript
from gongkai.desk.documents.rules.manuscripts import Status
from gongkai.desk.documents.services import publishing
from gongkai.record.catalogue.models import Publication
from soak.page_store import command, descendants
from tests.desk.documents import writing

from .processes import end, get, recorded, serve, start, verified

EACH = 20  # manuscripts a minute
LATER = 6  # approved only after their minute; as many are never approved
PROMPT = 15.0  # seconds after the minute: the clock looks every five
ALLOWED = 130.0  # seconds: a killed clock leaves the rest to the next minute's run, and that one may die too
PAUSE, SHORT = (2.0, 7.0), (0.2, 1.5)  # seconds between two kills, and while manuscripts come due
BURST = 5  # seconds of a minute in which they do
MINUTE = timedelta(minutes=1)
CLOCK, OTHERS = "gongkai.project.worker clock", ("gongkai.project.worker tasks", "granian")
LANDED = "clocks killed while something due was not yet public"


@dataclass(slots=True)
class Due:
    """A manuscript and the earliest moment at which it may be public."""

    key: int
    title: str
    at: datetime


def main(minutes: int) -> dict[str, Any]:
    """Prepare, start, kill until all minutes have passed, and look."""
    call_command("migrate", verbosity=0)
    people = writing.city()
    due = [made(people, n, approved=True) for n in range(minutes * EACH)]
    late = [made(people, len(due) + n, approved=False) for n in range(LATER)]
    never = [made(people, len(due) + LATER + n, approved=False) for n in range(LATER)]
    first = timezone.now().replace(second=0, microsecond=0) + 2 * MINUTE
    for n, one in enumerate(due):
        one.at = first + n // EACH * MINUTE
        publishing.schedule(one.key, one.at, by=people["final"])
    unapproved = Manuscript.objects.filter(pk__in=[one.key for one in late + never])
    unapproved.update(publish_at=first)
    served = [serve(), serve()]
    running = [*[process for _, process in served], start(CLI, "worker"), start(CLI, "worker")]
    try:
        killed = kill_until(first + (minutes - 1) * MINUTE, [process.pid for process in running])
        for one in late:
            one.at = timezone.now()
            writing.pass_all(Manuscript.objects.get(pk=one.key), people)
        killed += kill_until(first + minutes * MINUTE, [process.pid for process in running])
        until = time.monotonic() + ALLOWED
        waiting = Manuscript.objects.filter(pk__in=[one.key for one in due + late], status=Status.APPROVED)
        while waiting.exists() and time.monotonic() < until:
            time.sleep(0.5)
        paths = list(Publication.objects.values_list("identifier", flat=True))
        unseen = sum(not seen(address, one) for address, _ in served for one in paths)
    finally:
        end(running)
    return outcome(due, late, never, killed) | {"unseen": unseen}


def made(people: dict[str, Any], n: int, *, approved: bool) -> Due:
    """A manuscript of its own title and number, passed by everybody or waiting for them."""
    title = f"江城市财政局关于第{n}号定时事项的通知"
    fields = {"title": title, "document_number": f"江财〔2026〕{n + 1}号"}
    row = (writing.approved if approved else writing.submitted)(people, **fields)
    return Due(row.pk, title, timezone.now())


def kill_until(end_at: datetime, below: list[int]) -> Counter[str]:
    """End processes until then: any every few seconds, clocks while they publish; how many of each."""
    rng, killed = random.Random(29), Counter[str]()
    while (now := timezone.now()) < end_at:
        publishing_now = now.second < BURST
        pause = rng.uniform(*(SHORT if publishing_now else PAUSE))
        time.sleep(min(pause, 60.05 - now.second - now.microsecond / 1e6))
        victim = CLOCK if publishing_now else rng.choice((CLOCK, *OTHERS))
        chosen = [
            pid
            for pid in (child for parent in below for child in descendants(parent))
            if victim in command(pid).replace("\0", " ")
        ]
        if chosen:
            half = Manuscript.objects.filter(status=Status.APPROVED, publish_at__lte=timezone.now()).exists()
            os.kill(rng.choice(chosen), signal.SIGKILL)
            killed[victim] += 1
            killed[LANDED] += half and victim == CLOCK
    return killed


def seen(address: str, identifier: str) -> bool:
    """Whether a web process that may just have been started again shows the page, within the time allowed."""
    until = time.monotonic() + ALLOWED
    while time.monotonic() < until:
        if get(f"{address}/publications/{identifier}")[0] == 200:
            return True
        time.sleep(0.5)
    return False


def outcome(due: list[Due], late: list[Due], never: list[Due], killed: Counter[str]) -> dict[str, Any]:
    """What became public when, how often, and what the ledger says."""
    public = {row.title: row for row in Publication.objects.all()}
    titles = Counter(Publication.objects.values_list("title", flat=True))
    events = Counter(recorded("manuscript.published"))
    delays = [(public[one.title].published_at - one.at).total_seconds() for one in due if one.title in public]
    after = [(public[one.title].published_at - one.at).total_seconds() for one in late if one.title in public]
    found = {
        "kills": sum(killed[victim] for victim in (CLOCK, *OTHERS)),
        "killed": dict(killed),
        "scheduled": len(due),
        "published": len(delays),
        "published_twice": sum(count > 1 for count in titles.values()),
        "wrong_entries": sum(events[f"manuscript/{one.key}"] != 1 for one in due + late),
        "before_their_minute": sum(delay < 0 for delay in delays),
        "prompt": sum(delay <= PROMPT for delay in delays),
        "median_delay_seconds": round(statistics.median(delays), 1) if delays else None,
        "worst_delay_seconds": round(max(delays), 1) if delays else None,
        "approved_later": len(late),
        "before_approval": sum(delay < 0 for delay in after) + sum(one.title in public for one in never),
        "worst_after_approval_seconds": round(max(after), 1) if after else None,
        "verified": verified(),
    }
    wrong = ("published_twice", "wrong_entries", "before_their_minute", "before_approval")
    complete = len(delays) == len(due) and len(after) == len(late) and max(delays + after) <= ALLOWED
    return {"ok": complete and found["verified"] and not any(found[name] for name in wrong), **found}


if __name__ == "__main__":
    told = main(int(sys.argv[2]))
    print(json.dumps(told | {"ok": told["ok"] and not told["unseen"]}, ensure_ascii=False))
