"""``gongkai import requests FILE --organisation CODE``: the open cases of an organisation that joins.

The whole file is read and checked before anything is written; every bad line is named.
"""

import argparse
from pathlib import Path

from gongkai.desk.disclosure.rules.carried import Carried, carried
from gongkai.desk.disclosure.services import joining
from gongkai.ground.language.rules.decoding import decode
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs.rules import Actor

from .output import emit, say

DONE, FAILED, WRONG_USE = 0, 1, 2
LARGEST = 100_000_000  # bytes of a file
SHOWN = 50


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when all cases are in, 1 when a line is wrong (nothing is written then), 2 for wrong use."""
    if len(options.paths) != 1 or not options.paths[0].is_file() or not options.organisation:
        say("请指定一个文件（每行一件申请的 JSON）和 --organisation 机构代码")
        return WRONG_USE
    if options.paths[0].stat().st_size > LARGEST:
        say(f"文件超过 {LARGEST // 1_000_000} MB，请分成几个")
        return WRONG_USE
    cases, wrong = read(options.paths[0])
    if wrong:
        say("没有载入任何申请，请更正后重试：\n" + "\n".join(wrong[:SHOWN]))
        return FAILED
    try:
        done = joining.load(options.organisation, cases, by=by)
    except ValueError as broken:
        say(str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    emit(options, done, f"载入 {done['loaded']} 件，已有 {done['known']} 件")
    return DONE


def read(path: Path) -> tuple[list[Carried], list[str]]:
    """The cases of a file, and what is wrong with which line; a message names no applicant."""
    cases: list[Carried] = []
    wrong: list[str] = []
    for number, line in enumerate(decode(path.read_bytes())[0].splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = carried(line)
            joining.check(case)
        except ValueError as broken:
            wrong.append(f"第 {number} 行：{broken}")
        else:
            cases.append(case)
    if not cases and not wrong:
        wrong.append("文件里没有申请")
    return cases, wrong
