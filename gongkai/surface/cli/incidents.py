"""`gongkai incidents`: which letters of a file are about the same incident. Needs no database.

The file is read line by line and only what is compared is kept, so half a million letters fit in 2 GB.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.desk.engagement.rules.incidents import group

from .output import emit, say

HELP = "找出反映同一件事的来信：同一地点、同一诉求的归为一组"
EXAMPLE = "gongkai incidents 来信.jsonl --json"
DATABASE = False
DONE, SKIPPED, WRONG_USE = 0, 1, 2
TITLES, WORDS = ("title", "标题"), ("text", "words", "content", "内容")
MOST_TOLD = 20  # lines that could not be read are named one by one up to here


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help="JSONL，每行一封来信：id、title、text")


def run(options: argparse.Namespace) -> int:
    """0 when every line was read; 1 when some were left out; 2 when the file cannot be read or holds none."""
    path = Path(options.file)
    if not path.is_file():
        say(f"读不到 {path}；请给出每行一封来信的 JSONL 文件")
        return WRONG_USE
    names: list[str] = []
    faults: list[str] = []
    found = [[names[number] for number in members] for members in group(_letters(path, names, faults))]
    for fault in faults[:MOST_TOLD]:
        say(fault)
    if len(faults) > MOST_TOLD:
        say(f"还有 {len(faults) - MOST_TOLD} 行没有读进来，原因同上")
    if not names:
        say(f"{path} 里没有来信；每行应是一个 JSON 对象，含 id、title、text")
        return WRONG_USE
    told = {"letters": len(names), "skipped": len(faults), "groups": found}
    lines = [
        f"第 {number} 组（{len(members)} 封）：{'、'.join(members)}"
        for number, members in enumerate(found, 1)
    ]
    emit(options, told, "\n".join([*lines, f"共 {len(names)} 封来信，{len(found)} 组反映同一件事"]))
    return SKIPPED if faults else DONE


def _letters(path: Path, names: list[str], faults: list[str]) -> Iterator[tuple[str, str]]:
    """Title and words of each letter; ``names`` and ``faults`` are filled on the way."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = _object(line)
            if row is None or row.get("id") in (None, ""):
                faults.append(f"第 {number} 行不是带 id 的 JSON 对象，没有读进来；请改正后重试")
                continue
            names.append(str(row["id"]))
            yield _first(row, TITLES), _first(row, WORDS)


def _object(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((value for key in keys if isinstance(value := row.get(key), str)), "")
