"""``gongkai import documents PATH…``: official documents from files into the public record."""

import argparse
from pathlib import Path

from gongkai.desk.documents.services import imports
from gongkai.desk.documents.services.reports import Summary
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import channels
from gongkai.record.search import services as search

from . import carried_requests, item_lists, registers
from .output import emit, progress, say

HELP = "导入公文、解读、通知等历史材料（先筛查个人信息，再公开），以及行政区划和机构名录"
EXAMPLE = """
gongkai import documents ./policy_docs ./web_pages --json
  gongkai import documents 目录.xlsx --mapping 对照.toml --publisher 000014349
  gongkai import divisions ./reference
  gongkai import organisations 机构名录.csv
  gongkai import items 标准目录.xlsx --organisation 000014349
  gongkai import requests 在办申请.jsonl --organisation 000014349
"""
DATABASE = True
DONE, FAILED, WRONG_USE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["documents", *registers.KINDS, "items", "requests"],
        help="导入什么：documents（公文及各类公开信息）、divisions（行政区划）、organisations（机构名录）、"
        "items（主动公开基本目录）、requests（机构入驻时在办的公开申请）",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹（含下级）")
    item_lists.configure(parser)
    parser.add_argument("--publisher", default="", metavar="CODE", help="发布机构代码，默认为本级政府")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="表格的列与字段对照（TOML 或 JSON）")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="逐条报告写到哪里，默认在 GONGKAI_HOME/reports"
    )
    parser.add_argument(
        "--record-limit",
        type=megabytes,
        default=imports.LIMIT / 1e6,
        metavar="MB",
        help="单条记录的上限（MB）",
    )


def megabytes(text: str) -> float:
    """A limit that is a number above 0. Raises ValueError, which argparse reports as wrong use."""
    limit = float(text)
    if not 0 < limit < 10_000:
        raise ValueError(text)
    return limit


def run(options: argparse.Namespace) -> int:
    """0 when nothing was rejected (quarantined records wait for a person), 1 otherwise, 2 for wrong use."""
    by = system("importer")
    orgs.ensure_root(by=by)
    channels.ensure_defaults(by=by)
    if options.what in registers.KINDS:
        return registers.run(options, by)
    if options.what == "items":
        return item_lists.run(options, by)
    if options.what == "requests":
        return carried_requests.run(options, by)
    try:
        with progress("导入") as advance:
            summary = imports.import_documents(
                options.paths,
                by=by,
                publisher=options.publisher,
                mapping=options.mapping,
                report=options.report,
                progress=advance,
                limit=int(options.record_limit * 1e6),
            )
    except imports.WrongUse as fault:
        say(str(fault))
        ledger.sequence_all()
        return WRONG_USE
    except imports.Stopped as fault:
        say(str(fault))
        catch_up()
        return FAILED
    catch_up()
    emit(options, summary.line(), text(summary))
    return FAILED if summary.rejected else DONE


def catch_up() -> None:
    """Entries sequenced, search caught up."""
    ledger.sequence_all()
    search.follow()


def text(summary: Summary) -> str:
    lines = [
        f"读取 {summary.read} 条：导入 {summary.imported}，更新 {summary.updated}，"
        f"无变化 {summary.unchanged}，"
        f"隔离 {summary.quarantined}，拒绝 {summary.rejected}",
        *([f"略过 {len(summary.skipped)} 个文件"] if summary.skipped else []),
        *(["有记录含个人信息或涉及负面清单，已隔离：请在管理端“隔离区”处理"] if summary.quarantined else []),
        f"逐条报告：{summary.report}",
    ]
    return "\n".join(lines)
