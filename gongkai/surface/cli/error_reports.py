"""``gongkai import error-reports FILE…`` and ``gongkai export error-reports``: orders of the national
error-report entry in, answers out. The same file again adds nothing."""

import argparse
import csv
import io
from dataclasses import asdict
from pathlib import Path

from openpyxl import Workbook

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import error_report_files, error_reports
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor

from .output import emit, progress, say

DONE, FAILED, WRONG_USE = 0, 1, 2
SHOWN = 20
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def run(options: argparse.Namespace, by: Actor) -> int:
    """0 when every order is in, 1 when some were rejected or a file could not be read, 2 for wrong use."""
    organisation = options.organisation or orgs.root().code
    if not all(path.is_file() for path in options.paths) or orgs.by_code(organisation) is None:
        say("请指定工单文件（XLSX、CSV、JSON 或 JSON Lines），--organisation 须是已有的机构代码")
        return WRONG_USE
    try:
        rows = [
            (f"{path.name} {place}", row)
            for path in options.paths
            for place, row in error_report_files.rows(path.name, path.read_bytes())
        ]
        with progress("导入找错工单") as advance:
            report = error_reports.load(rows, organisation, progress=advance, by=by)
    except RuleBroken as broken:
        say(str(broken))
        return FAILED
    finally:
        ledger.sequence_all()
    text = f"读取 {report.read} 件：导入 {report.imported}，无变化 {report.unchanged}，拒绝 {report.rejected}"
    emit(options, asdict(report), "\n".join([text, *report.lines[:SHOWN]]))
    return FAILED if report.rejected else DONE


def export(options: argparse.Namespace, by: Actor) -> int:
    """Write the answers as XLSX or CSV; 2 for wrong use."""
    target = Path(options.output or "")
    if target.suffix.lower() not in (".xlsx", ".csv"):
        say("请用 --output 指定 .xlsx 或 .csv 文件")
        return WRONG_USE
    rows = error_reports.answers(options.first, options.last, by=by)
    ledger.sequence_all()
    table = [error_reports.COLUMNS, *(tuple(map(inert, row)) for row in rows)]
    partial = target.with_name(target.name + ".part")
    try:
        partial.write_bytes(book(table) if target.suffix.lower() == ".xlsx" else sheet(table))
        partial.replace(target)
    except OSError as broken:
        say(f"写不进 {target}：{broken.strerror}，请检查目录和磁盘空间")
        return FAILED
    emit(options, {"exported": len(rows), "output": str(target)}, f"已导出 {len(rows)} 件到 {target}")
    return DONE


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def book(table: list[tuple[str, ...]]) -> bytes:
    made, content = Workbook(write_only=True), io.BytesIO()
    page = made.create_sheet("找错工单答复")
    for row in table:
        page.append(row)
    made.save(content)
    return content.getvalue()


def sheet(table: list[tuple[str, ...]]) -> bytes:
    """With the mark that spreadsheets know UTF-8 by."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8-sig")
