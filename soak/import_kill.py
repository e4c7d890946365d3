"""An import killed at random moments and run again gives the catalogue of an import that was left alone.

Each round starts the real command on the real corpus (repeated with changed words), kills it without
warning, and in the end lets one run finish. Compared: every identifier, version and content digest, and
``gongkai verify``; the parser processes must be gone as well. On SQLite always, on PostgreSQL where its
programs are installed.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.import_corpus import enlarge

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 5_000
KILLS = 6
GONGKAI = [sys.executable, "-m", "gongkai.surface.cli.main"]
DUMP = (
    "import django; django.setup(); from django.apps import apps; import json;"
    "rows = apps.get_model('catalogue', 'Version').objects.order_by('publication__identifier', 'number');"
    "print(json.dumps(list(map(list, rows.values_list('publication__identifier', 'number', 'digest')))))"
)


def campaign() -> dict[str, Any]:
    """``ok`` when on each engine the killed import ended as the one left alone, and its ledger verifies."""
    postgres = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    outcomes = {}
    with tempfile.TemporaryDirectory() as corpus:
        enlarge(Path(corpus), DOCUMENTS)
        for engine in ("sqlite", "postgresql") if postgres else ("sqlite",):
            alone, killed = once(corpus, engine, 0), once(corpus, engine, KILLS)
            outcomes[engine] = {
                "kills": killed["kills"],
                "same": alone["catalogue"] == killed["catalogue"],
                "versions": len(alone["catalogue"]),
                "verified": alone["verified"] and killed["verified"],
                "left_running": killed["left_running"],
            }
    ok = all(o["same"] and o["verified"] and not o["left_running"] for o in outcomes.values())
    what = "导入中途多次被强行终止，再次运行后与未中断的结果一致，存证校验通过"
    return {"ok": ok, "what": what, "engines": outcomes}


def once(corpus: str, engine: str, kills: int) -> dict[str, Any]:
    """One database of its own: import with so many kills, then to the end."""
    home = tempfile.mkdtemp(prefix="gongkai-soak-")
    command = [sys.executable, "-m", "soak.import_kill", corpus, str(kills)]
    if engine == "postgresql":
        command = [str(ROOT / "tests" / "with_postgres"), *command]
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings = {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
    try:
        done = subprocess.run(
            command, env=known | settings, cwd=ROOT, capture_output=True, text=True, check=True
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def rounds(corpus: str, kills: int) -> dict[str, Any]:
    """Kill so many imports, then finish one; what the database and the machine hold afterwards."""
    subprocess.run([*GONGKAI, "migrate"], check=True, capture_output=True)
    rng, landed, left = random.Random(kills), 0, 0
    for _ in range(kills):
        running = subprocess.Popen(
            [*GONGKAI, "import", "documents", corpus, "--json"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(rng.uniform(3, 9))
        below = children(running.pid)
        landed += running.poll() is None
        running.kill()
        running.wait()
        time.sleep(1)
        left += sum(map(alive, below))
    subprocess.run([*GONGKAI, "import", "documents", corpus, "--json"], stdout=subprocess.DEVNULL)
    verified = subprocess.run([*GONGKAI, "verify", "--json"], capture_output=True, text=True)
    dump = subprocess.run([sys.executable, "-c", DUMP], capture_output=True, text=True, check=True)
    return {
        "kills": landed,
        "left_running": left,
        "verified": bool(json.loads(verified.stdout)["ok"]),
        "catalogue": json.loads(dump.stdout),
    }


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid: int) -> bool:
    """Whether a process still works; one that ended and was not yet collected by init does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    print(json.dumps(rounds(sys.argv[1], int(sys.argv[2]))))
