"""``gongkai verify``: does everything that was ever recorded and published still stand as it was signed?

With ``--bundle``, ``--page`` or ``--package`` the module ``evidence`` serves instead, without a database.
"""

import argparse
import sys
from pathlib import Path

from django.db import DatabaseError

from gongkai.ground.ledger import services
from gongkai.ground.ledger.queries import raw, statements, verification
from gongkai.ground.ledger.rules import Fault, LedgerBroken
from gongkai.record.catalogue.queries import verification as catalogue

from . import evidence, output

HELP = "从数据重建存证树，与检查点和每条公开内容逐一核对，指出第一处被改动、删除、插入或截断的地方"
EXAMPLE = """gongkai verify --since 上次保存的检查点.txt --json
  gongkai verify --bundle 证据文件.json --key 'gov.example/ledger+1a2b3c4d+AQ…'"""
DATABASE = True
DONE, FINDINGS, WRONG_USE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--since",
        metavar="CHECKPOINT_FILE",
        help="您以前保存的检查点文件（网站 /checkpoint 的内容）；现在的存证必须是它的延续",
    )
    evidence.configure(parser)


def run(options: argparse.Namespace) -> int:
    """Entries that wait are sequenced first; then ledger and catalogue are checked at one moment."""
    if options.key:
        print("--key 要与 --bundle、--page 或 --package 一起用；核对本机的存证不需要公钥", file=sys.stderr)
        return WRONG_USE
    since = None
    if options.since is not None:
        try:
            since = Path(options.since).read_bytes().decode("utf-8", "surrogateescape")
        except OSError as missing:
            print(f"读不到检查点文件 {options.since}：{missing.strerror}", file=sys.stderr)
            return WRONG_USE
    try:
        services.sequence_all()
    except (LedgerBroken, DatabaseError, ValueError, TypeError) as broken:
        output.say(f"未入序的存证暂时无法入序：{broken}")  # the pass below names the place
    given = statements.witnesses(since)
    with raw.snapshot():
        verdict = _ledger(given)
        # The catalogue is recomputed from the ledger, so a damaged ledger is named first and alone.
        fault = verdict.fault or _catalogue()
    output.emit(
        options,
        {
            "size": verdict.size,
            "root": verdict.root.hex(),
            "ok": fault is None,
            "first_fault": None
            if fault is None
            else {"index": fault.index, "kind": fault.kind, "what": fault.what},
        },
        report(verdict, fault),
    )
    return DONE if fault is None else FINDINGS


def _ledger(given: list[statements.Witness]) -> verification.Verdict:
    with output.progress("核对存证") as advance:
        return verification.verify(given, advance)


def _catalogue() -> Fault | None:
    """What does not hold in the catalogue; a database that cannot be read is a fault too."""
    try:
        with output.progress("核对公开目录") as advance:
            return catalogue.verify(advance)
    except DatabaseError as broken:
        return Fault(None, "database", f"数据库文件读不出来：{broken}")


def report(verdict: verification.Verdict, fault: Fault | None) -> str:
    """The verdict for a person."""
    tree = f"存证 {verdict.size} 条，树根 {verdict.root.hex()}"
    if fault is None:
        return f"{tree}\n核对无误：存证和公开内容都与签过名的检查点一致。"
    place = "" if fault.index is None else f"（存证序号 {fault.index}）"
    return f"{tree}\n发现问题{place}：{fault.what}\n请保留现场，从备份恢复后再核对。"
