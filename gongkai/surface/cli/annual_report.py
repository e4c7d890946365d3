"""`gongkai annual-report YEAR`: the report in the database, shown or written to a file."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.desk.disclosure import report_paper
from gongkai.desk.disclosure.fonts import NoFont
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules import report_form, workbook
from gongkai.desk.disclosure.rules.reports import State
from gongkai.ground.orgs import queries as orgs

from . import annual_report_options
from .output import emit, say

HELP = "显示或写出库中的年度报告；--check 检查一个 XLSX 是否合乎勾稽关系，不需要数据库"
EXAMPLE = (
    "gongkai annual-report 2025 --organisation 420100001 --out 年报.xlsx\n"
    "gongkai annual-report 2025 --check 年报.xlsx --previous 上年.xlsx --json"
)
DATABASE = True

DONE, BROKEN, WRONG_USE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    annual_report_options.configure(parser)


def run(options: argparse.Namespace) -> int:
    """0 with a report that adds up; 1 when it does not, when there is none, or no PDF; 2 wrong use."""
    if not annual_report_options.plausible(options.year):
        return WRONG_USE
    if options.previous:
        say("--previous 只与 --check 同用；库中的报告自动核对上一年度")
        return WRONG_USE
    body = orgs.by_code(options.organisation) if options.organisation else orgs.root()
    if body is None:
        say(f"没有机构 {options.organisation}，请核对机构代码")
        return WRONG_USE
    report = queries.of(body.code, options.year)
    if report is None:
        say(f"{body.name}还没有 {options.year} 年度的报告，请在后台“年度报告”中开始编制")
        return BROKEN
    found = queries.broken(report, queries.parts_of(report), queries.before(report))
    data = told(report) | {
        "broken": [
            {"identity": one.identity, "message": one.message, "cells": [cell.key for cell in one.cells]}
            for one in found
        ],
        "ok": not found,
    }
    if options.out:
        try:
            written(report, Path(options.out), data)
        except NoFont as wrong:
            say(str(wrong))
            return BROKEN
        except ValueError as wrong:
            say(str(wrong))
            return WRONG_USE
        data["out"] = options.out
    lines = [f"{one['name']}  {one['value']}" for one in data["cells"] if one["value"]]
    lines += [f"{one.identity}  {one.message}" for one in found]
    emit(options, data, "\n".join([f"{data['title']}（{State(report.state).label}）", *lines]))
    return BROKEN if found else DONE


def told(report: Any) -> dict[str, Any]:
    """The report as open data."""
    return {
        "organisation": report.organisation.code,
        "title": report_form.title(report.organisation.name, report.year),
        "year": report.year,
        "state": report.state,
        "published": report.publication.identifier if report.publication else None,
        "sections": queries.filled(report),
        "cells": workbook.records(queries.tables(report)),
    }


def written(report: Any, path: Path, data: dict[str, Any]) -> None:
    """Write the report in the format that the file's name says. Raises ValueError for another."""
    tables, title = queries.tables(report), data["title"]
    match path.suffix.lower():
        case ".xlsx":
            content = workbook.as_workbook(tables, title)
        case ".csv":
            content = workbook.as_csv(tables)
        case ".json":
            content = json.dumps(data, ensure_ascii=False, indent=1).encode()
        case ".pdf":
            body, at = report.organisation.name, timezone.localtime(report.published_at or timezone.now())
            content = report_paper.report(title, body, queries.filled(report), tables, at)
        case _:
            raise ValueError(f"不知道怎样写 {path.name}：文件名请以 .xlsx、.csv、.json 或 .pdf 结尾")
    path.write_bytes(content)
