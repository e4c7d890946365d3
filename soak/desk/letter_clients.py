"""Citizens who send letters at the same time, and send the same form again when they heard nothing."""

import os
import random
import signal
import time
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import requests
from django.db import connection

from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.rules.writing import Writing
from tests.surface.portal.letters.writer import NEW, RECEIPT
from tests.surface.portal.requests.citizen import answer_to, hidden, read

CLIENTS = 6
PAUSE = 0.5  # seconds a client may wait between two letters: workers die and come back meanwhile
CUT = 0.2  # of the forms: nobody waits for the answer, and they are sent again
PATIENCE = 300  # seconds for a web process that was killed to come back
KINDS = list(Kind)
FORM = Writing(
    words="滨江路的路灯从上周起一直不亮，晚上出行不安全，请尽快派人修理。", place="滨江路", public=True
)


def token(n: int) -> str:
    """The one-time token of the n-th form."""
    return f"soak-letter-{n:020}"


def kind(n: int) -> Kind:
    return KINDS[n % len(KINDS)]


def written(n: int) -> Writing:
    """What the n-th writer says: a title, a telephone and a mailbox of their own."""
    return replace(
        FORM, title=f"第{n}盏路灯不亮", name="周晓梅", telephone=f"138{n:08}", email=f"soak{n}@example.com"
    )


def send(n: int, webs: list[str], rng: random.Random) -> str:
    """Send the n-th form, again and again until a receipt is shown; the number on it."""
    until = time.monotonic() + PATIENCE
    cut = rng.random() < CUT
    while time.monotonic() < until:
        try:
            return sent(n, rng.choice(webs), 0.01 if cut else 60)
        except (requests.RequestException, Unanswered):
            cut = False
            time.sleep(rng.uniform(0.1, 0.5))
    raise RuntimeError(f"form {n} was never answered")


class Unanswered(Exception):
    """The web process was going, or coming."""


def sent(n: int, web: str, patience: float) -> str:
    """Page by page as a browser without scripts, from an address of its own; the receipt's number."""
    with requests.Session() as browser:
        browser.headers["X-Forwarded-For"] = f"10.{n // 62_500}.{n // 250 % 250}.{n % 250 + 1}"
        writing = written(n)
        form = {**asdict(writing), "kind": kind(n).value, "public": "yes", "token": token(n), "step": "check"}
        form["csrfmiddlewaretoken"] = hidden(page(browser.get(web + NEW, timeout=60)))["csrfmiddlewaretoken"]
        last = hidden(page(browser.post(web + NEW, form, timeout=60)))
        last |= {"answer": answer_to(last["asked"]), "step": "send"}
        page(browser.post(web + NEW, last, timeout=(60, patience)))
        return read(page(browser.get(web + RECEIPT, timeout=60)))[0]


def page(answer: requests.Response) -> str:
    """What was shown. Raises Unanswered for a process's end, RuntimeError for a form that was refused."""
    if answer.status_code >= 500:
        raise Unanswered
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} {answer.text[:2000]}")
    return answer.text


def write(log: Path, numbers: list[int], webs: list[str]) -> None:
    """Send these, and note each number as the writer would: after it was shown."""
    rng = random.Random(os.getpid())
    with log.open("a", encoding="ascii") as noted:
        for n in numbers:
            noted.write(f"{n} {send(n, webs, rng)}\n")
            noted.flush()
            time.sleep(rng.uniform(0, PAUSE))


class Crowd:
    """Clients in processes of their own, each with its share of the letters; a killed one begins again with
    the first form that nobody was shown a number for."""

    def __init__(self, home: Path, letters: int, webs: list[str]) -> None:
        self.webs = webs
        connection.close()  # no connection is shared with a child
        self.fork = get_context("fork")
        self.logs = [home / f"client-{place}.shown" for place in range(CLIENTS)]
        self.shares = [range(place, letters, CLIENTS) for place in range(CLIENTS)]
        self.processes = [self.started(place) for place in range(CLIENTS)]

    def started(self, place: int) -> Any:
        done = {n for n, _number in shown(self.logs[place])}
        left = [n for n in self.shares[place] if n not in done]
        process = self.fork.Process(target=write, args=(self.logs[place], left, self.webs), daemon=True)
        process.start()
        return process

    def kill(self, rng: random.Random) -> bool:
        """End one without warning and begin again in its place; False when that one was done."""
        place = rng.randrange(CLIENTS)
        process = self.processes[place]
        if process.exitcode is None:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        landed = bool(process.exitcode == -signal.SIGKILL)
        connection.close()
        self.processes[place] = self.started(place)
        return landed

    def writing(self) -> bool:
        """Whether any is still at it. Raises RuntimeError when one failed by itself."""
        if any(process.exitcode not in (None, 0) for process in self.processes):
            raise RuntimeError("a client failed")
        return any(process.exitcode is None for process in self.processes)


def shown(log: Path) -> list[tuple[int, str]]:
    """Whole lines of what a client noted: which form, which number."""
    lines = log.read_text(encoding="ascii").split("\n")[:-1] if log.exists() else []
    return [(int(n), number) for n, number in (line.split(" ") for line in lines)]
