"""Runs every long campaign in this folder and keeps what each found: ``python -m soak.run [name …]``.

A campaign is a module with ``campaign() -> dict`` whose result has at least ``{"ok": bool, "what": str}``.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"


def names() -> list[str]:
    """Every module here that is a campaign, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "run"))


def machine() -> dict[str, str | int]:
    return {
        "processor": platform.machine(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit that is measured, with a mark when anything but the results is not committed."""
    number, changed = (
        subprocess.run(["git", *asked], cwd=FOLDER, capture_output=True, text=True, check=False).stdout
        for asked in (("rev-parse", "--short", "HEAD"), ("status", "--porcelain"))
    )
    others = [line for line in changed.splitlines() if not line.endswith(f"/{RESULTS.name}")]
    return number.strip() + ("-dirty" if others else "")


def main(chosen: list[str]) -> int:
    """0 when every campaign held, 1 otherwise; results of campaigns not run now are kept."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"campaigns": {}}
    results["machine"] = machine()
    for name in chosen or names():
        began = time.monotonic()
        print(f"{name} …", flush=True)
        outcome = importlib.import_module(f"soak.{name}").campaign()
        outcome["seconds"] = round(time.monotonic() - began, 1)
        outcome["commit"] = commit()
        results["campaigns"][name] = outcome
        print(f"  {'held' if outcome['ok'] else 'BROKEN'}: {outcome['what']} ({outcome['seconds']} s)")
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(outcome["ok"] for outcome in results["campaigns"].values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
