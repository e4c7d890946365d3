"""Every number, comparison and branch of the rules of 条例 arts. 26 to 45, 49 and 50 changed, one at a time.

A test must see each (docs/law.md names it). What is changed and by what it must be seen stands in
``mutation/targets.toml``; changes that come to the same in ``mutation/same.toml``, each with why.
"""

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from soak.mutation import nursery
from soak.mutation.operators import mutants

FOLDER = Path(__file__).parent / "mutation"
UNITS = {"working_day": "day", "day": "working_day", "month": "day"}
Job = tuple[str, Callable[[], None], Sequence[str]]


def campaign() -> dict[str, Any]:
    """The outcome, taken in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "soak.law_mutants"], check=True, stdout=subprocess.PIPE, text=True
    )
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def run(part: str) -> dict[str, Any]:
    """Change what has ``part`` in its file's name, and say what nobody saw."""
    targets = tomllib.loads((FOLDER / "targets.toml").read_text(encoding="utf-8"))
    same = tomllib.loads((FOLDER / "same.toml").read_text(encoding="utf-8"))
    nursery.prepare()
    files: dict[str, dict[str, int]] = {}
    survived, made = [], set()
    for name, how in nursery.outcomes(jobs(targets, part)):
        file, _, change = name.partition(" ")
        if not change:
            if how == nursery.SEEN:
                raise RuntimeError(f"the tests of {file} fail without a change")
            continue
        made.add(name)
        counts = files.setdefault(file, {"mutants": 0, "killed": 0, "same": 0, "survived": 0})
        known = how == nursery.UNSEEN and change in same.get(file, {})
        counts["mutants"] += 1
        counts["same" if known else how] += 1
        if how == nursery.UNSEEN and not known:
            survived.append(name)
            print(name, file=sys.stderr, flush=True)
    stale = [
        f"{file} {change}"
        for file, changes in same.items()
        for change in changes
        if part in file and f"{file} {change}" not in made
    ]
    total = {key: sum(counts[key] for counts in files.values()) for key in ("mutants", "killed", "same")}
    what = (
        f"{total['mutants']} changes of {len(files)} files of rules: {total['killed']} seen by their tests, "
        f"{total['same']} that change nothing, {len(survived)} unseen"
    )
    ok = bool(files) and not survived and not stale
    return {"ok": ok, "what": what, "files": files, "survived": survived, "stale": stale}


def jobs(targets: dict[str, Any], part: str) -> Iterator[Job]:
    """Every target as it is, then with each of its changes."""
    for target in targets["rules"]:
        path, tests = nursery.ROOT / target["file"], target["tests"]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if part not in target["file"]:
            continue
        yield target["file"], partial(_install, path, tree), tests
        for mutant in mutants(tree, set(target.get("leave", ()))):
            with mutant.made():
                yield f"{target['file']} {mutant.name}", partial(_install, path, tree), tests
    for target in targets["tables"]:
        path, tests = nursery.ROOT / target["file"], target["tests"]
        if part not in target["file"]:
            continue
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        yield target["file"], partial(nursery.changed_table, path, table), tests
        for row in table[target["rows"]]:
            for key, new in changed(row) if row["id"] in target["only"] else ():
                old, row[key] = row[key], new
                name = f"{target['file']} {row['id']} of {row['effective_from']}: {key} {old} → {new}"
                yield name, partial(nursery.changed_table, path, table), tests
                row[key] = old


def _install(path: Path, tree: ast.Module) -> None:
    sys.meta_path.insert(0, nursery.Changed(path, tree))


def changed(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What may be changed in one row of numbers: the number, its unit, its article, its days in force."""
    for key, value in list(row.items()):
        if isinstance(value, int):
            yield from ((key, value + 1), (key, value - 1))
        elif isinstance(value, date):
            yield from ((key, value + timedelta(step)) for step in (1, -1))
        elif key == "unit":
            yield key, UNITS[value]
        elif key == "article":
            yield key, f"{value}0"


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1] if len(sys.argv) > 1 else ""), ensure_ascii=False))
