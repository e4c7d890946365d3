"""``gongkai export catalogue``: everything public as JSON Lines, one publication a line.

A line is what ``record.catalogue.queries.export`` yields: with its versions' metadata, html and text it can
be checked against the ledger (each ``digest`` is recomputed from the line alone) and read by any program.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import BinaryIO

import orjson

from gongkai.record.catalogue.queries import export

from . import output

HELP = "导出公开目录的全部内容（JSON Lines，每行一条，含各版本和指纹）"
EXAMPLE = "gongkai export catalogue --output catalogue.jsonl"
DATABASE = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["catalogue"], help="导出什么：catalogue 公开目录")
    parser.add_argument("--output", metavar="FILE", help="写入的文件；不写则输出到标准输出")


def run(options: argparse.Namespace) -> int:
    """Status 0 when written, 1 when the file cannot be written. A file appears only when it is complete."""
    if not options.output:
        try:
            written = _write(sys.stdout.buffer)
        except BrokenPipeError:  # the reader has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        output.say(f"已导出 {written} 条")
        return 0
    target = Path(options.output)
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("wb") as file:
            written = _write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as broken:
        partial.unlink(missing_ok=True)
        output.say(f"写不进 {target}：{broken.strerror}，请检查目录和磁盘空间")
        return 1
    output.emit(options, {"exported": written, "output": str(target)}, f"已导出 {written} 条到 {target}")
    return 0


def _write(file: BinaryIO) -> int:
    written = 0
    with output.progress("导出", total=export.total()) as advance:
        for written, value in enumerate(export.export(), 1):
            file.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
            if written % 100 == 0:
                advance(written)
        advance(written)
    return written
