"""Measures everything and keeps the figures: ``python -m bench.run [name …] [--documents N]``.

A measurement is a module of this folder with ``measure(documents) -> list[dict]``; each runs in a process of
its own. Results go to ``bench/results.json`` and into ``docs/performance.md`` between its two marks.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results.json"
PAGE = FOLDER.parent / "docs" / "performance.md"
MARKS = ("<!-- results -->", "<!-- end of results -->")
SIZES = {
    "checks": 10_000,
    "import_documents": 20_000,
    "search": 420_000,
    "http": 20_000,
    "workbook": 200,
    "batch": 1_000,
    "console": 420_000,
    "annual_report": 41_000,
    "requests": 100_000,
}  # documents
PROGRAM = "import json; from bench import {name}; print('\\n' + json.dumps({name}.measure({documents})))"


def measured(name: str, documents: int) -> list[dict[str, Any]]:
    """The rows of one measurement, taken in a process and a state directory of its own."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(name=name, documents=documents)],
            cwd=FOLDER.parent,
            env={**os.environ, "GONGKAI_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    rows: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return rows


def machine() -> dict[str, str | int | float]:
    """What the figures were taken on."""
    model, memory = platform.processor() or platform.machine(), 0.0
    cpu, size = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if cpu.exists() and size.exists():
        named = [line for line in cpu.read_text().splitlines() if line.startswith("model name")]
        model = named[0].split(":", 1)[1].strip() if named else model
        memory = round(int(size.read_text().split()[1]) / 1024**2, 1)
    return {
        "processor": model,
        "cores": os.cpu_count() or 0,
        "memory_gb": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def table(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    host = results["machine"]
    lines = [
        f"Machine: {host['processor']}, {host['cores']} cores, {host['memory_gb']} GB, {host['system']}, "
        f"Python {host['python']}.",
        "",
        "| measure | value | target | beside it | documents |",
        "|---|---|---|---|---|",
    ]
    for name, part in results["measurements"].items():
        lines.append(f"| **{name}**, {part['on']}, {part['seconds']} s | | | | |")
        for row in part["rows"]:
            peer = f"{row['peer']}: {figure(row['peer_value'])}" if row.get("peer") else ""
            target = "" if row.get("target") is None else row["target"]
            lines.append(
                f"| {row['measure']} | {figure(row['value'])} {row['unit']} | {target} "
                f"| {peer} | {row['documents']:,} |"
            )
    return "\n".join(lines)


def figure(value: Any) -> str:
    """A number as people read it."""
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"


def keep(results: dict[str, Any]) -> None:
    """Write both files."""
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n{table(results)}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(SIZES))
    parser.add_argument("--documents", type=int, help="instead of each measurement's own size")
    options = parser.parse_args()
    if unknown := set(options.names) - set(SIZES):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"measurements": {}}
    results["machine"] = machine()
    for name in options.names or SIZES:
        print(f"{name} …", flush=True)
        began = time.monotonic()
        rows = measured(name, options.documents or SIZES[name])
        results["measurements"][name] = {
            "on": time.strftime("%Y-%m-%d"),
            "seconds": round(time.monotonic() - began),
            "rows": rows,
        }
        keep(results)
        for row in rows:
            print(f"  {row['measure']}: {figure(row['value'])} {row['unit']}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
