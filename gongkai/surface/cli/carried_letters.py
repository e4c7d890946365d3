"""``gongkai import letters PATH…``: letters of another system, with the answers they got.

Files of JSON lines, or folders of them. A bad line is named and stops nothing; the same file again adds
nothing."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from gongkai.desk.engagement.services import carrying
from gongkai.ground.language.rules.decoding import decode
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor

from .output import emit, progress, say

DONE, FAILED, WRONG_USE = 0, 1, 2
LARGEST = 500_000_000  # bytes of a file
SHOWN = 20


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when every line is in, 1 when some were rejected, 2 for wrong use."""
    files = [file for path in options.paths for file in _files(path)]
    organisation = options.organisation or orgs.root().code
    if not files or orgs.by_code(organisation) is None:
        say("请指定来信文件（每行一件的 JSON，扩展名 .jsonl）或者文件夹，--organisation 须是已有的机构代码")
        return WRONG_USE
    if large := [file.name for file in files if file.stat().st_size > LARGEST]:
        say(f"{'、'.join(large)} 超过 {LARGEST // 1_000_000} MB，请分成几个")
        return WRONG_USE
    with progress("导入来信") as advance:
        report = carrying.load(_lines(files), organisation, progress=advance, by=by)
    ledger.sequence_all()
    emit(options, asdict(report), text(report))
    return FAILED if report.rejected else DONE


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.jsonl")) if path.is_dir() else [path] if path.is_file() else []


def _lines(files: list[Path]) -> Iterator[tuple[str, str]]:
    """Every line with the file and number it stands at."""
    for file in files:
        for number, line in enumerate(decode(file.read_bytes())[0].split("\n"), 1):
            yield f"{file.name} 第 {number} 行", line


def text(report: carrying.Report) -> str:
    lines = [
        f"读取 {report.read} 件：导入 {report.imported}，"
        f"补上答复 {report.updated}，无变化 {report.unchanged}，拒绝 {report.rejected}",
        f"已答复 {report.answered} 件（逾期 {report.late}），有内容被遮盖的 {report.masked} 件",
    ]
    return "\n".join([*lines, *report.lines[:SHOWN]])
