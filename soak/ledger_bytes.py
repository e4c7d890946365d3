"""One byte of the SQLite file itself is altered, thousands of times: whatever changes a row is named.

The oracle is a plain dump of the tables, taken without any of our code: where it differs from the honest
one, or cannot be taken, ``gongkai verify`` must find a fault, and never end in a traceback.
"""

import contextlib
import importlib
import io
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import traceback
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from soak.ledger_kills import ROOT, Acting, prepared

TRIALS = 1500
ENTRIES = 700
TABLES = {
    "ledger_entry": '"index", kind, subject, post, organisation, person, at, facts, salt, leaf, seal',
    "ledger_tile": "level, number, hashes",
    "ledger_checkpoint": "number, size, root, note, at, seal",
}
CRASHED = 9
PAGE = 4096


def campaign(trials: int = TRIALS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gongkai-soak-") as home:
        os.environ["GONGKAI_HOME"], os.environ["GONGKAI_LEDGER_KEY"] = home, "5a" * 32
        os.environ.pop("DATABASE_URL", None)
        child = get_context("spawn")
        answers = child.Queue()
        process = child.Process(target=trial_all, args=(Path(home), trials, answers))
        process.start()
        process.join()
        return dict(answers.get(timeout=60))


def dump(path: Path) -> list[Any] | None:
    """Every row of the ledger as bytes and numbers, or None where SQLite cannot read them."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.text_factory = bytes
    try:
        return [
            sorted(database.execute(f"SELECT {columns} FROM {table} NOT INDEXED"), key=repr)  # noqa: S608
            for table, columns in TABLES.items()
        ]
    except sqlite3.Error:
        return None
    finally:
        database.close()


def difference(honest: Any, found: Any) -> str:
    """Where two dumps part, for the report."""
    if honest is None or found is None:
        return "unreadable"
    for one, other in zip(honest, found, strict=True):
        parted = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
        if parted or len(one) != len(other):
            return f"{len(one)} rows, {len(other)} rows, {str(parted[:1])[:400]}"
    return ""


def ledger_pages(path: Path) -> list[int]:
    """Numbers of the file's pages that hold the ledger's tables and their indexes (where SQLite can tell)."""
    database = sqlite3.connect(path)
    try:
        rows = database.execute("SELECT pageno FROM dbstat WHERE name LIKE '%ledger%' OR name LIKE 'entry_%'")
        return [number for (number,) in rows]
    except sqlite3.OperationalError:
        return list(range(1, path.stat().st_size // PAGE + 1))
    finally:
        database.close()


def trial(path: Path, place: int, bit: int) -> None:
    """In a process of its own: damage a copy, verify it, leave with the command's exit status."""
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ bit]))
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            status = importlib.import_module("gongkai.surface.cli.main").main(["verify", "--json"])
        except BaseException:
            Path(f"{path}.crash").write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(CRASHED)
    os._exit(status)


def trial_all(home: Path, trials: int, answers: Any) -> None:
    os.chdir(ROOT)
    services, _ = prepared()
    call_command("migrate", verbosity=0, skip_checks=True)
    for n in range(ENTRIES):
        with transaction.atomic():
            kind = "draft.saved" if n % 3 else "organisation.noted"
            services.record(kind, f"题目-{n}", by=Acting(), 内容="文字" * (n % 40), n=n)
        if n % 25 == 0:
            services.sequence_all()
    services.sequence_all()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    honest = home / "gongkai.sqlite3"
    pages = ledger_pages(honest)
    whole = dump(honest)
    chance = random.Random(20261124)  # noqa: S311
    copy = home / "damaged.sqlite3"
    counts = {"unchanged": 0, "named": 0, "missed": 0, "crashed": 0}
    wrong: list[str] = []
    fork = get_context("fork")
    for _ in range(trials):
        for old in home.glob("damaged*"):
            old.unlink()
        shutil.copy(honest, copy)
        place = (chance.choice(pages) - 1) * PAGE + chance.randrange(PAGE)
        bit = 1 << chance.randrange(8)
        process = fork.Process(target=trial, args=(copy, place, bit))
        process.start()
        process.join()
        # The damaged copy may have been written to by sequencing; damage a fresh one for the oracle.
        shutil.copy(honest, home / "damaged.oracle")
        with open(home / "damaged.oracle", "r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ bit]))
        found = dump(home / "damaged.oracle")
        changed = found != whole
        if process.exitcode not in (0, 1):
            outcome = "crashed"
            crash = Path(f"{copy}.crash")
            wrong.append(
                crash.read_text(encoding="utf-8")[-700:] if crash.exists() else f"{process.exitcode}"
            )
        elif process.exitcode == 1:
            outcome = "named"
        else:
            outcome = "missed" if changed else "unchanged"
            if changed:
                wrong.append(f"byte {place} bit {bit}: {difference(whole, found)}")
        counts[outcome] += 1
    what = "one bit of the SQLite file altered, then gongkai verify"
    answers.put({"ok": not wrong, "what": what, "trials": trials, **counts, "wrong": wrong[:5]})


if __name__ == "__main__":
    print(
        json.dumps(campaign(int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS), ensure_ascii=False, indent=1)
    )
