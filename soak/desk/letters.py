"""Letters that come in while clients and workers die. ``soak.letter_kills`` says what for."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from bench.city import CLI
from gongkai.desk.engagement.models import Letter, LetterEvent, LetterSerial
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.services import sealed
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.notices.models import Outgoing
from gongkai.ground.notices.rules.messages import State
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.ground.sealing.codes import code_of, digest_of
from gongkai.project.task_runner import LEASE, reclaim
from soak.page_store import command, descendants
from tests.ground.notices.gateway import SECRET, listening

from .letter_clients import Crowd, kind, shown, token, written
from .processes import end, recorded, serve, start, verified

KILLS = 20  # workers that must die while letters come in or messages leave
WORKER, CLIENT = (2.0, 8.0), (0.2, 1.5)  # seconds between two kills of each
WEB = 0.3  # how often a web process goes with a worker; its server starts another
PATIENCE = 600  # seconds for the messages to leave once nobody is killed any more
PERIODS = {Kind.ENQUIRY: "letter_enquiry", Kind.ERROR_REPORT: "error_report"}


def main(home: Path, letters: int) -> dict[str, Any]:
    """Send, kill, let the worker finish, and look."""
    call_command("migrate", verbosity=0)
    orgs.ensure_root(by=system("soak"))
    with listening() as gateway, override_settings(SMS=gateway.settings):
        os.environ |= {"GONGKAI_SMS_URL": gateway.settings["url"], "GONGKAI_SMS_SECRET": SECRET}
        os.environ["GONGKAI_BEHIND_PROXY"] = "1"  # each writer has an address of their own
        served = [serve(), serve()]
        running = [process for _, process in served]
        try:
            crowd = Crowd(home, letters, [address for address, _ in served])
            killed = kill_while(crowd, [process.pid for process in running])
            running.append(start(CLI, "worker"))
            left = drained()
        finally:
            end(running)
        numbers = [pair for log in crowd.logs for pair in shown(log)]
        return outcome(letters, numbers, killed, gateway) | {"waiting": left}


def kill_while(crowd: Crowd, webs: list[int]) -> Counter[str]:
    """Kill clients, web processes and workers until all letters are in and enough workers have died."""
    rng, killed = random.Random(31), Counter[str]()
    worker = start(CLI, "worker")
    next_worker, next_client = time.monotonic() + 10, time.monotonic() + 1
    while crowd.writing() or killed["whole workers"] + killed["workers' children"] < KILLS:
        time.sleep(0.05)
        if time.monotonic() >= next_client and crowd.writing():
            killed["clients"] += crowd.kill(rng)
            next_client = time.monotonic() + rng.uniform(*CLIENT)
        if time.monotonic() >= next_worker:
            worker = strike(worker, rng, killed)
            if rng.random() < WEB:
                killed["web processes"] += cut_off(rng.choice(webs))
            next_worker = time.monotonic() + rng.uniform(*WORKER)
    kill_whole(worker)
    return killed


def strike(
    worker: subprocess.Popen[bytes], rng: random.Random, killed: Counter[str]
) -> subprocess.Popen[bytes]:
    """Kill a worker with all its children and start another, or one child; the worker that runs now. What
    the killed one had in hand is given back as the clock does when its lease has run out."""
    below = [pid for pid in descendants(worker.pid) if "gongkai.project.worker" in command(pid)]
    if below and rng.random() < 0.5:
        os.kill(rng.choice(below), signal.SIGKILL)
        killed["workers' children"] += 1
    else:
        kill_whole(worker)
        killed["whole workers"] += 1
        worker = start(CLI, "worker")
    reclaim(timezone.now() + 2 * LEASE)
    return worker


def kill_whole(worker: subprocess.Popen[bytes]) -> None:
    """Kill a worker and its children; it is held first, so that it starts none meanwhile."""
    os.kill(worker.pid, signal.SIGSTOP)
    for pid in [*descendants(worker.pid), worker.pid]:
        os.kill(pid, signal.SIGKILL)
    worker.wait()


def cut_off(server: int) -> bool:
    """Kill what answers below a web server: whoever waits for it is cut off."""
    below = [pid for pid in descendants(server) if "granian" in command(pid)]
    for pid in below[-1:]:
        os.kill(pid, signal.SIGKILL)
    return bool(below)


def drained() -> int:
    """Wait until every message has left; how many have not. The pauses after a kill are cut short."""
    reclaim(timezone.now() + 2 * LEASE)
    waiting = Outgoing.objects.filter(state=State.WAITING.value)
    soon = timezone.now() + timedelta(seconds=1)
    waiting.filter(due_at__gt=soon).update(due_at=soon)
    until = time.monotonic() + PATIENCE
    while waiting.exists() and time.monotonic() < until:
        time.sleep(1)
    return waiting.count()


def outcome(
    letters: int, numbers: list[tuple[int, str]], killed: Counter[str], gateway: Any
) -> dict[str, Any]:
    """What the tables, the sealed words, the ledger and the gateway say."""
    rows = {row.code: row for row in Letter.objects.select_related("organisation")}
    by_form = {n: rows.get(digest_of(code_of(token(n)))) for n in range(letters)}
    present = {n: row for n, row in by_form.items() if row is not None}
    receipts = Counter(recorded("letter.received"))
    queued = Counter(recorded("message.queued"))
    events = Counter(LetterEvent.objects.values_list("letter", "step"))
    outbox = Counter(Outgoing.objects.values_list("matter", "template", "channel", "state"))
    taken = Counter(message["values"]["number"] for message in gateway.taken.values())
    said = {message["values"]["number"]: message["values"]["day"] for message in gateway.taken.values()}
    found = {
        "letters": letters,
        "shown_to_writers": len({n for n, _number in numbers}),
        "in_the_table": len(rows),
        "last_number": LetterSerial.objects.get().last,
        "killed": dict(killed),
        "lost": letters - len(present),
        "other_number_shown": sum(present[n].number != number for n, number in numbers if n in present),
        "wrong_clock": sum(not timed(n, row) for n, row in present.items()),
        "wrong_words": sum(sealed.opened(row) != written(n) for n, row in present.items()),
        "wrong_events": sum(events[row.pk, Step.RECEIVED.value] != 1 for row in present.values())
        + len(events) - len(present),
        "wrong_entries": sum(receipts[row.number] != 1 for row in present.values())
        + len(receipts) - len(present),
        "wrong_messages": sum(
            outbox[f"letter/{row.number}", "matter_received", "sms", "sent"] != 1
            or queued[f"letter/{row.number}"] != 1
            or taken[row.number] != 1
            or said.get(row.number) != str(row.due_on)
            for row in present.values()
        ) + sum(outbox.values()) - len(present),
        "gateway_asked_again": len(gateway.asked) - len(gateway.taken),
        "verified": verified(),
    }  # fmt: skip
    wrong = ("lost", "other_number_shown", *(name for name in found if name.startswith("wrong_")))
    complete = found["shown_to_writers"] == found["in_the_table"] == found["last_number"] == letters
    return {"ok": bool(complete and found["verified"] and not any(found[one] for one in wrong)), **found}


def timed(n: int, row: Letter) -> bool:
    """Whether the last day is the law's period counted in working days, by hand and not by the clock."""
    name = PERIODS.get(kind(n), "letter")
    days = deadlines.statute(name, row.received_on).value
    day = deadlines.calendar().add_working_days(row.received_on, days)
    today = timezone.localdate(row.submitted_at)
    return row.kind == kind(n) and row.received_on == today and row.due_on == row.until == day


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), int(sys.argv[2]))
    connection.close()
    print(json.dumps(told | {"ok": told["ok"] and not told["waiting"]}, ensure_ascii=False))
