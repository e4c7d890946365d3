"""``gongkai export catalogue``: everything public as JSON Lines, one publication a line; ``export archive``:
the package that archive and library get of an organisation's days (政府信息公开条例 art. 25).

A line is what ``record.catalogue.queries.export`` yields: with its versions' metadata, html and text it can
be checked against the ledger (each ``digest`` is recomputed from the line alone) and read by any program.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

import orjson

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.queries import export
from gongkai.record.catalogue.rules import RuleBroken, validity
from gongkai.record.catalogue.rules.packages import Recipient, Wanted
from gongkai.record.catalogue.services import packages

from . import output

HELP = "导出公开目录（JSON Lines，每行一条，含各版本和指纹），或移交档案馆、图书馆的包（zip）"
EXAMPLE = """gongkai export catalogue --output catalogue.jsonl
  gongkai export archive --organisation 429900001 --from 2026-01-01 --to 2026-03-31 --output 一季度.zip"""
DATABASE = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["catalogue", "archive"], help="catalogue 公开目录；archive 移交包")
    parser.add_argument("--output", "--out", metavar="FILE", help="写入的文件；公开目录不写则输出到标准输出")
    parser.add_argument("--organisation", metavar="CODE", help="移交包：哪个机构的公开信息")
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="移交包：从哪一天发布的起")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="移交包：到哪一天发布的止（含）")
    parser.add_argument(
        "--recipient",
        choices=list(Recipient),
        default=Recipient.ARCHIVE,
        help="archive 档案馆；library 图书馆",
    )


def day(text: str) -> date:
    """A date option; argparse says what is wrong with another text."""
    try:
        return validity.day(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def run(options: argparse.Namespace) -> int:
    """Status 0 when written, 1 when it cannot be, 2 for wrong use. A file appears only when it is whole."""
    if options.what == "archive":
        return archive(options)
    if not options.output:
        try:
            written = _write(sys.stdout.buffer)
        except BrokenPipeError:  # the reader has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        output.say(f"已导出 {written} 条")
        return 0
    target = Path(options.output)
    try:
        with whole(target) as file:
            written = _write(file)
    except OSError as broken:
        output.say(f"写不进 {target}：{broken.strerror}，请检查目录和磁盘空间")
        return 1
    output.emit(options, {"exported": written, "output": str(target)}, f"已导出 {written} 条到 {target}")
    return 0


def archive(options: argparse.Namespace) -> int:
    """The package, and its entry in the ledger; what waits for its index gets it first."""
    if not (options.output and options.organisation and options.first and options.last):
        output.say("移交包要写明 --organisation、--from、--to 和 --output")
        return 2
    wanted = Wanted(options.organisation, options.first, options.last, Recipient(options.recipient))
    target = Path(options.output)
    ledger.sequence_all()
    try:
        with whole(target) as file, output.progress("制作移交包") as advance:
            made = packages.deliver(wanted, file, by=system("export"), progress=advance)
    except RuleBroken as broken:
        output.say(str(broken))
        return 1
    except OSError as broken:
        output.say(f"写不进 {target}：{broken.strerror}，请检查目录和磁盘空间")
        return 1
    told = {"exported": made.count, "output": str(target), "sha256": made.sha256, "size": made.size}
    text = (
        f"已导出 {made.count} 条到 {target}\nSHA-256：{made.sha256}\n移交已记入存证；请把这一行告知接收单位。"
    )
    output.emit(options, told, text)
    return 0


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A file that stands at ``target`` once everything is written, and not at all otherwise."""
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write(file: BinaryIO) -> int:
    written = 0
    with output.progress("导出", total=export.total()) as advance:
        for written, value in enumerate(export.export(), 1):
            file.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
            if written % 100 == 0:
                advance(written)
        advance(written)
    return written
