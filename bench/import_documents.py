"""Speed of the import, end to end, on both engines: ``python -m bench.import_documents --documents 20000``.

The corpus is the real one (``../shared/data``) repeated with changed words, numbers, titles and addresses,
as lines and as raw pages in their real proportions. While it is imported, another process writes to the
same database and times its own transactions. The peer is the same code with one document a transaction, in
one process.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

from .import_corpus import enlarge

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 20_000
PEER_DOCUMENTS = 2_000
TARGETS = {"sqlite": 1000, "postgresql": 700}


def measure(documents: int) -> list[dict[str, Any]]:
    """Rows for ``bench/results.json``: rate, memory, disk and other writers' waits, on SQLite and on
    PostgreSQL."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as corpus:
        enlarge(Path(corpus), documents)
        for engine in TARGETS:
            home = tempfile.mkdtemp(prefix="gongkai-bench-")
            command = [sys.executable, "-m", "bench.import_documents", "--child", corpus, "--engine", engine]
            if engine == "postgresql":
                command = [str(ROOT / "tests" / "with_postgres"), *command]
            known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            done = subprocess.run(
                command,
                env=known | {"GONGKAI_HOME": home},
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
            rows += json.loads(done.stdout.splitlines()[-1])
            shutil.rmtree(home, ignore_errors=True)
    return rows


def child(corpus: Path, engine: str) -> list[dict[str, Any]]:
    """Measure one engine in this process, whose settings name it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    rooms = Rooms()
    empty = size()
    writer = subprocess.Popen(
        [sys.executable, "-m", "bench.import_documents", "--writer"],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    assert writer.stdout is not None and writer.stdin is not None
    writer.stdout.readline()
    watch = Memory()
    watch.start()
    began = time.perf_counter()
    summary = rooms.imports.import_documents([corpus], by=rooms.by)
    spent = time.perf_counter() - began
    watch.stop()
    writer.stdin.close()
    waits = json.loads(writer.stdout.read())
    writer.wait()
    count = summary.read
    peer = one_by_one(rooms, corpus)
    before = {"documents": count, "peer": None, "peer_value": None}
    fast = {"peer": "one document a transaction, one process", "peer_value": round(peer)}
    return [
        before
        | fast
        | entry(f"import end to end, {engine}", count / spent, "documents/s", f"≥ {TARGETS[engine]}"),
        before | entry(f"import: peak memory of all processes, {engine}", watch.peak, "MB", "< 600"),
        before | entry(f"import: disk a document, {engine}", (size() - empty) / count / 1e3, "kB", "stated"),
        before
        | entry(f"import: another writer's transaction, p99, {engine}", percentile(waits, 99), "ms", "≤ 150"),
        before
        | entry(f"import: another writer's transaction, p50, {engine}", percentile(waits, 50), "ms", ""),
    ]


def entry(name: str, value: float, unit: str, target: str) -> dict[str, Any]:
    return {"measure": name, "value": round(value, 1), "unit": unit, "target": target}


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0


class Rooms:
    """The rooms, loaded after Django is set up; the city and its channels made."""

    def __init__(self) -> None:
        self.imports = __import__("gongkai.desk.documents.services.imports", fromlist=["imports"])
        self.files = __import__("gongkai.desk.documents.services.files", fromlist=["files"])
        self.storing = __import__("gongkai.desk.documents.services.storing", fromlist=["storing"])
        self.reading = __import__("gongkai.desk.documents.rules.reading", fromlist=["reading"])
        orgs = __import__("gongkai.ground.orgs.services", fromlist=["services"])
        channels = __import__("gongkai.record.catalogue.services.channels", fromlist=["channels"])
        self.by = __import__("gongkai.ground.orgs.rules", fromlist=["rules"]).system("importer")
        self.root = orgs.ensure_root(by=self.by).code
        channels.ensure_defaults(by=self.by)


def one_by_one(rooms: Rooms, corpus: Path) -> float:
    """Documents a second of the peer, on records that were not imported yet."""
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(corpus.glob("*.jsonl"))[:1]:
            text = (
                file.read_text(encoding="utf-8")
                .replace('"id": "', '"id": "peer-')
                .replace('"url": "', '"url": "p')
            )
            (Path(folder) / file.name).write_text(text.replace("号", "9号"), encoding="utf-8")
        listed, _ = rooms.files.listed([Path(folder)])
        units = list(rooms.files.units(listed, limit=10**8, mapping=None))[:PEER_DOCUMENTS]
        began = time.perf_counter()
        for unit in units:
            rooms.storing.store([rooms.reading.read(unit, rooms.root)], by=rooms.by)
        return len(units) / (time.perf_counter() - began)


def size() -> int:
    """Bytes of the database on disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).stat().st_size


class Memory(threading.Thread):
    """The most memory that this process and those below it held together, in MB (proportional set size)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.3):
            self.peak = max(self.peak, sum(map(held, family(os.getpid()))) / 1024)

    def stop(self) -> None:
        self.ended.set()
        self.join()
        self.peak = max(self.peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def family(pid: int) -> list[int]:
    """A process and its parser processes; the other writer is not among them."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    mine = [int(child) for child in below if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    return [pid, *mine]


def held(pid: int) -> int:
    try:
        found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def write_beside() -> None:
    """Another writer: a small transaction every 20 ms until standard input closes; prints its times in ms."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    django.setup()
    ledger = __import__("gongkai.ground.ledger.services", fromlist=["services"])
    by = __import__("gongkai.ground.orgs.rules", fromlist=["rules"]).system("bench")
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    times: list[float] = []
    print("ready", flush=True)
    while not ended.wait(0.02):
        began = time.perf_counter()
        with transaction.atomic():
            ledger.record("bench.written", "bench", by=by)
        times.append((time.perf_counter() - began) * 1000)
    print(json.dumps(times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--engine", choices=list(TARGETS), default="sqlite")
    parser.add_argument("--writer", action="store_true")
    options = parser.parse_args()
    if options.writer:
        write_beside()
    else:
        rows = child(options.child, options.engine) if options.child else measure(options.documents)
        print(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main()
