"""``gongkai import guides FILE``: service items of the provincial catalogue, created or compared.

Nothing that stands here is overwritten: differences wait in the console for a person.
"""

import argparse

from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.services.importing import Report, import_items
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor

from .output import emit, say

DONE, FAILED, WRONG_USE = 0, 1, 2
SHOWN = 50


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when every item is in, 1 when some were rejected or nothing could be read, 2 for wrong use."""
    if len(options.paths) != 1 or not options.paths[0].is_file():
        say("请指定一个目录文件（XLSX、CSV、JSON 或 JSON Lines）")
        return WRONG_USE
    if options.organisation and orgs.by_code(options.organisation) is None:
        say(f"没有机构 {options.organisation}，请核对机构代码")
        return WRONG_USE
    path = options.paths[0]
    try:
        report = import_items(path.name, path.read_bytes(), organisation=options.organisation, by=by)
    except RuleBroken as broken:
        say(str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    emit(options, report.told(), text(report))
    return FAILED if report.rejected else DONE


def text(report: Report) -> str:
    lines = [
        f"读取 {report.read} 个事项：新建 {report.created}，有变化待比对 {report.changed}，"
        f"无变化 {report.unchanged}，拒绝 {len(report.rejected)}"
    ]
    lines += [f"拒绝：第 {one.number} 行 {one.code} {one.reason}" for one in report.rejected[:SHOWN]]
    if len(report.rejected) > SHOWN:
        lines.append(f"……共拒绝 {len(report.rejected)} 个，用 --json 查看全部")
    lines += [f"未取：第 {row} 行 {note}" for row, note in report.notes[:SHOWN]]
    if report.unknown:
        lines.append(f"没有用到的列：{'、'.join(report.unknown)}")
    if report.changed:
        lines.append("有变化的请在后台“办事指南”里逐项比对")
    return "\n".join(lines)
