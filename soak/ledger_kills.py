"""Writers and sequencers of the ledger are killed (``kill -9``) again and again; then everything must hold.

Every entry whose transaction was acknowledged is in the tree exactly once, none half, and the tree verifies.
"""

import importlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120
WRITERS, SEQUENCERS = 3, 2


class Acting:
    """A post to record with."""

    post = "000000000/1"


def campaign(seconds: int = SECONDS) -> dict[str, Any]:
    return engines("soak.ledger_kills", seconds, "kill -9 of ledger writers and sequencers")


def engines(module: str, seconds: int, what: str) -> dict[str, Any]:
    """Run a campaign's own process on each engine, each with a state directory of its own."""
    found = {}
    for engine, before in (("sqlite", []), ("postgresql", [str(ROOT / "tests" / "with_postgres")])):
        with tempfile.TemporaryDirectory(prefix="gongkai-soak-") as home:
            environment = os.environ | {"GONGKAI_HOME": home, "GONGKAI_LEDGER_KEY": "5a" * 32}
            environment.pop("DATABASE_URL", None)
            done = subprocess.run(
                [*before, sys.executable, "-m", module, home, str(seconds)],
                cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode == 3 and before:
                found[engine] = {"ok": True, "skipped": done.stderr.strip()}
            elif done.returncode:
                found[engine] = {"ok": False, "error": done.stderr[-2000:]}
            else:
                found[engine] = json.loads(done.stdout.splitlines()[-1])
    return {"ok": all(result["ok"] for result in found.values()), "what": what, **found}


def prepared() -> tuple[ModuleType, ModuleType]:
    """The ledger's services and queries, over a fresh database; no connection stays open for children."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    django.setup()
    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    connection.close()
    services = importlib.import_module("gongkai.ground.ledger.services")
    return services, importlib.import_module("gongkai.ground.ledger.queries")


def verdict() -> Any:
    """``gongkai verify``'s judgement of the ledger."""
    raw, statements, verification = (
        importlib.import_module(f"gongkai.ground.ledger.queries.{name}")
        for name in ("raw", "statements", "verification")
    )
    given = statements.witnesses()
    with raw.snapshot():
        return verification.verify(given)


def write(services: ModuleType, log: Path, name: str) -> None:
    """Record for ever; note each subject once its transaction is acknowledged."""
    number = 0
    with open(log, "a", encoding="ascii") as acknowledged:
        while True:
            batch = [f"{name}/{number + n}" for n in range(random.randint(1, 20))]  # noqa: S311
            kind = random.choice(("publication.published", "draft.saved"))  # noqa: S311
            with transaction.atomic():
                services.record_many(kind, [(subject, {"n": 1}) for subject in batch], by=Acting())
            acknowledged.write("".join(f"{subject}\n" for subject in batch))
            acknowledged.flush()
            number += len(batch)


def sequence(services: ModuleType) -> None:
    while True:
        if not services.sequence(random.randint(1, 500)):  # noqa: S311
            time.sleep(0.005)


def main(home: Path, seconds: int) -> dict[str, Any]:
    services, queries = prepared()
    fork = get_context("fork")
    running: list[Any] = []
    kills = started = 0

    def start(writes: bool) -> None:
        nonlocal started
        started += 1
        name = f"w{started}"
        arguments = (services, home / f"{name}.acknowledged", name) if writes else (services,)
        process = fork.Process(target=write if writes else sequence, args=arguments, daemon=True)
        process.start()
        running.append((process, writes))

    for writes in [True] * WRITERS + [False] * SEQUENCERS:
        start(writes)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(random.uniform(0.02, 0.4))  # noqa: S311
        process, writes = running.pop(random.randrange(len(running)))  # noqa: S311
        if process.exitcode is not None:
            raise RuntimeError(f"a {'writer' if writes else 'sequencer'} stopped by itself")
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        kills += 1
        start(writes)
    for process, _ in running:
        process.kill()
        process.join()
    services.sequence_all()
    acknowledged = [
        line for log in home.glob("*.acknowledged") for line in log.read_text().split("\n")[:-1] if line
    ]
    seen: list[str] = []
    while found := queries.follow(len(seen), 5000):
        seen.extend(entry.subject for entry in found)
    lost = len(set(acknowledged) - set(seen))
    held = verdict()
    return {
        "ok": held.fault is None and lost == 0 and len(set(seen)) == len(seen) == held.size,
        "kills": kills,
        "entries": held.size,
        "acknowledged": len(acknowledged),
        "lost": lost,
        "fault": held.fault and held.fault.what,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
