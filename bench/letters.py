"""Letters sent at a steady rate while an import runs, on both engines; and the work list over many letters.

A letter's time counts from the moment at which it was due to be sent, so that one that waited for another
counts its wait. The import is the real command over the enlarged corpus; the worker runs beside it too.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection, connections  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.city import CLI, end  # noqa: E402
from bench.import_corpus import enlarge  # noqa: E402
from gongkai.desk.engagement.models import Letter, LetterEvent  # noqa: E402
from gongkai.desk.engagement.queries import letters  # noqa: E402
from gongkai.desk.engagement.rules.kinds import OPEN, Channel, Kind, Stage  # noqa: E402
from gongkai.desk.engagement.rules.writing import Writing  # noqa: E402
from gongkai.desk.engagement.services import intake  # noqa: E402
from gongkai.ground.ledger.models import Entry  # noqa: E402
from gongkai.ground.orgs import queries as orgs  # noqa: E402
from gongkai.ground.orgs import services  # noqa: E402
from gongkai.ground.orgs.rules import EVERYWHERE, system  # noqa: E402
from gongkai.record.catalogue.models import Publication  # noqa: E402
from gongkai.record.catalogue.services import channels  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
RATE, SECONDS, HANDS = 50, 60, 8  # letters a second, for so long, by so many threads as a web process has
IMPORTED = 60_000  # documents to import: more than the machine manages in the time
ROUNDS, BULK = 15, 5_000
BY = system("bench")
WORDS = "我住滨江路{}号，小区门口的路灯从上周起一直不亮，老人晚上出行不安全，电话 138{:08}，请尽快派人修理。"


def measure(documents: int) -> list[dict[str, Any]]:
    """``documents`` are the letters of the work list; the rate and time of what is sent are fixed."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as corpus:
        enlarge(Path(corpus), IMPORTED)
        for engine, before in (("sqlite", []), ("postgresql", [str(ROOT / "tests" / "with_postgres")])):
            rows += on_engine(engine, before, corpus, documents)
    return rows


def on_engine(engine: str, before: list[str], corpus: str, documents: int) -> list[dict[str, Any]]:
    """The rows of one engine, taken in a process and over a database of its own; PostgreSQL waits for the
    disk as a city's does."""
    home = tempfile.mkdtemp(prefix="gongkai-bench-")
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [*before, sys.executable, "-m", "bench.letters", corpus, engine, str(documents)]
    try:
        done = subprocess.run(
            command, env=known | {"GONGKAI_HOME": home, "GONGKAI_PG_FSYNC": "on"}, cwd=ROOT,
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def child(corpus: str, engine: str, documents: int) -> list[dict[str, Any]]:
    """Send beside an import, then fill the table and list."""
    call_command("migrate", verbosity=0)
    services.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    alone, _ = sent(0, 10)
    worker, importing = start("worker"), start("import", "documents", corpus, "--json")
    try:
        while not Publication.objects.exists():
            assert importing.poll() is None, "the import ended before it stored anything"
            time.sleep(0.2)
        had, began = Publication.objects.count(), time.perf_counter()
        times, numbers = sent(RATE * 10, SECONDS)
        rate = (Publication.objects.count() - had) / (time.perf_counter() - began)
        beside = importing.poll() is None
    finally:
        end(importing)
        end(worker)
    lost, refused = len(numbers) - kept(numbers), RATE * SECONDS - len(numbers)
    load = os.getloadavg()[0]
    rows: list[tuple[str, float, str, str]] = [
        (f"letter sent, nothing beside, p99, {engine}", percentile(alone, 99), "ms", ""),
        (f"letter sent while an import runs, p50, {engine}", percentile(times, 50), "ms", ""),
        (f"letter sent while an import runs, p99, {engine}", percentile(times, 99), "ms", "≤ 150"),
        (f"letters accepted and lost, {engine}", lost, f"of {len(numbers):,}", "0"),
        (f"letters not accepted in twenty seconds, {engine}", refused, f"of {RATE * SECONDS:,}", "0"),
        (f"import beside the letters{'' if beside else ' (ended early)'}, {engine}", rate, "documents/s", ""),
        (f"load of the machine at the end, {engine}", load, "", ""),
    ]
    if engine == "sqlite":
        fill(documents)
        rows += listed(documents)
    return [
        {"measure": name, "value": round(value, 1), "unit": unit, "target": target, "documents": documents}
        for name, value, unit, target in rows
    ]


def start(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", CLI, *command], stdout=subprocess.DEVNULL)


def sent(first: int, seconds: int) -> tuple[list[float], list[str]]:
    """Send at the rate for so long; milliseconds from when each was due, and the numbers that came back. One
    that the database did not let in has its time and no number."""
    count, lock = RATE * seconds, threading.Lock()
    times: list[float] = []
    numbers: list[str] = []
    began = time.perf_counter() + 0.2

    def one(n: int) -> None:
        due = began + n / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            number = send(first + n)
        except OperationalError:
            number = ""
        with lock:
            times.append((time.perf_counter() - due) * 1e3)
            if number:
                numbers.append(number)

    def hand(place: int) -> None:
        """Every HANDS-th letter."""
        for n in range(place, count, HANDS):
            one(n)
        connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(hand, range(HANDS)))
    return times, numbers


def send(n: int) -> str:
    """One letter to the city's mailbox, by whose people it is referred; its number."""
    writing = Writing(
        title=f"滨江路{n}号路灯不亮", words=WORDS.format(n, n), place=f"滨江路{n}号", name="周晓梅",
        telephone=f"138{n:08}", public=True,
    )  # fmt: skip
    return intake.submit(orgs.root().code, Kind.COMPLAINT, writing, f"bench-letter-{n:019}").letter.number


def kept(numbers: list[str]) -> int:
    """How many of these are there once, at the office that refers them, with their event and their entry."""
    root = orgs.root().pk
    rows = dict(Letter.objects.filter(organisation=root, stage=Stage.RECEIVED).values_list("number", "pk"))
    events = set(LetterEvent.objects.values_list("letter", flat=True))
    entries = list(Entry.objects.filter(kind="letter.received").values_list("subject", flat=True))
    recorded = set(entries) if len(set(entries)) == len(entries) else set()
    return sum(rows.get(one) in events and one in recorded for one in set(numbers))


def fill(count: int) -> None:
    """Letters straight into the table: half of them open, spread over forty days."""
    root, now, today = orgs.root(), timezone.now(), timezone.localdate()
    for begin in range(0, count, BULK):
        Letter.objects.bulk_create(
            Letter(
                number=f"{root.code}-L2025-{n:06}", organisation=root, referrer=root, kind=list(Kind)[n % 5],
                channel=Channel.WEB, title="路灯不亮", words="路灯不亮，请修理。", submitted_at=now,
                stage=OPEN[n // 2 % 4] if n % 2 else Stage.ANSWERED, due_on=today + timedelta(days=n % 40),
                until=today + timedelta(days=n % 40), ended_on=None if n % 2 else today,
                sealing=f"{n:032x}", sealed=bytes(400), code=f"{n:064x}",
            )
            for n in range(begin, min(count, begin + BULK))
        )  # fmt: skip


def listed(count: int) -> list[tuple[str, float, str, str]]:
    """What the work list asks of the tables: its page, the counts of stages, what is overdue."""
    reads: dict[str, Callable[[], Any]] = {
        "page": lambda: letters.handled(EVERYWHERE),
        "page, ended": lambda: letters.handled(EVERYWHERE, stage=Stage.ANSWERED),
        "page, by number": lambda: letters.handled(EVERYWHERE, number=f"{orgs.root().code}-L2025-00"),
        "counts of stages": lambda: letters.counts(EVERYWHERE),
        "overdue": lambda: letters.overdue(EVERYWHERE, timezone.localdate()),
    }
    rows: list[tuple[str, float, str, str]] = []
    for name, read in reads.items():
        read()
        times = [timed(read) for _ in range(ROUNDS)]
        rows.append((f"letters' work list, {name}, median", statistics.median(times), "ms", "≤ 150"))
    with CaptureQueriesContext(connection) as seen:
        for name in ("page", "counts of stages", "overdue"):
            reads[name]()
    rows.append(("letters' work list, statements of its reads", len(seen), "", "≤ 12"))
    return rows


def timed(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1e3


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("engine")
    parser.add_argument("documents", type=int)
    options = parser.parse_args()
    print(json.dumps(child(options.corpus, options.engine, options.documents), ensure_ascii=False))
