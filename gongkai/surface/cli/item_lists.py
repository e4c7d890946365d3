"""``gongkai import items FILE --organisation CODE``: a catalogue of mandatory items as a new version.

Good rows are taken, bad ones named with row, column and reason. With ``--propose`` the version waits for a
person to confirm it in the console; otherwise the operator's import is in force at once.
"""

import argparse
from dataclasses import asdict
from typing import Any

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules import RuleBroken, item_files, item_lists, item_tables, items
from gongkai.record.catalogue.rules.item_lists import BadList
from gongkai.record.catalogue.services import items as services

from .output import emit, say

DONE, FAILED, WRONG_USE = 0, 1, 2
SHOWN = 50


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", default="", metavar="CODE", help="所属机构的代码（items、requests 用）"
    )
    parser.add_argument(
        "--article", default="", metavar="20.7", help="没有写明条款的事项归入哪一项（items 用）"
    )
    parser.add_argument(
        "--replace", action="store_true", help="以文件代替整个现行目录；不写则并入（items 用）"
    )
    parser.add_argument("--propose", action="store_true", help="只提出，由另一人在后台确认后采用（items 用）")


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when every row is in, 1 when some were rejected or nothing could be read, 2 for wrong use."""
    if len(options.paths) != 1 or not options.paths[0].is_file() or not options.organisation:
        say("请指定一个目录文件（CSV 或 XLSX）和 --organisation 机构代码")
        return WRONG_USE
    if options.article and (not items.known(options.article) or items.own(options.article)):
        say(f"没有“{options.article}”这一项，应为 20.1 至 20.15、21.1 或 21.2")
        return WRONG_USE
    path = options.paths[0]
    try:
        found = item_tables.read(item_files.sheets(path.read_bytes(), path.name), options.article)
        done = taken(found, options, by)
    except (BadList, RuleBroken) as broken:
        say(str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    emit(options, done, text(done))
    return FAILED if found.rejected else DONE


def taken(found: item_tables.Read, options: argparse.Namespace, by: Actor) -> dict[str, Any]:
    """The version made of the good rows; none when the list is the present one or empty."""
    done: dict[str, Any] = {
        "organisation": options.organisation,
        "read": len(found.items),
        "rejected": [asdict(bad) for bad in found.rejected],
        "not_computable": [
            {"sheet": sheet, "row": row, "limit": limit} for sheet, row, limit in found.uncomputed
        ],
        "version": None,
        "state": "unchanged",
    }
    if not found.items:
        return done | {"state": "nothing"}
    present = [queries.new_item(row) for row in queries.present(options.organisation)]
    new = found.items if options.replace else item_lists.merged(present, found.items)
    try:
        version = services.propose(options.organisation, new, note=options.paths[0].name, by=by)
    except RuleBroken as broken:
        if present and "完全相同" in str(broken):
            return done
        raise
    if not options.propose:
        version = services.adopt(options.organisation, version.number, by=by)
    return done | {"version": version.number, "state": str(version.state)}


STATES = {
    "unchanged": "与现行目录相同，没有新版本",
    "nothing": "没有可用的事项",
    "proposed": "第 {} 版已提出，待另一人在后台确认",
    "adopted": "第 {} 版已采用",
}


def text(done: dict[str, Any]) -> str:
    lines = [f"读取 {done['read']} 项，{STATES[done['state']].format(done['version'])}"]
    for bad in done["rejected"][:SHOWN]:
        where = f"{bad['sheet']} " if bad["sheet"] else ""
        lines.append(f"拒绝：{where}第 {bad['row']} 行 {bad['column']}：{bad['reason']}")
    if len(done["rejected"]) > SHOWN:
        lines.append(f"……共拒绝 {len(done['rejected'])} 行，用 --json 查看全部")
    if done["not_computable"]:
        lines.append(
            f"{len(done['not_computable'])} 项的公开时限不能计算，保留原文，请在后台“公开目录”中指定"
        )
    return "\n".join(lines)
