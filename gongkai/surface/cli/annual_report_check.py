"""`gongkai annual-report YEAR --check FILE`: whether a workbook's tables add up. Needs no database."""

import argparse
from pathlib import Path
from typing import Any

from gongkai.desk.disclosure.rules.grids import MAX_FILE, Unreadable
from gongkai.desk.disclosure.rules.identities import Broken, broken, broken_across, doubtful
from gongkai.desk.disclosure.rules.report_reading import Found, tables
from gongkai.desk.disclosure.rules.tables import CARRIED_IN, CARRIED_OUT, CELLS, Cell

from . import annual_report_options
from .output import emit, say

HELP = "检查年度报告的表格是否合乎勾稽关系，列出不合的单元格"
EXAMPLE = "gongkai annual-report 2025 --check 年报.xlsx --previous 上年.xlsx --json"
DATABASE = False

HOLDS, BROKEN, WRONG_USE = 0, 1, 2
SHOWN = 40  # lines of each kind that people read; JSON has all


def configure(parser: argparse.ArgumentParser) -> None:
    annual_report_options.configure(parser)


def run(options: argparse.Namespace) -> int:
    """0 when every identity holds; 1 with what is broken or cannot be read; 2 without a readable file."""
    if not annual_report_options.plausible(options.year):
        return WRONG_USE
    try:
        now = _read(options.check)
        before = _read(options.previous) if options.previous else None
    except (Unreadable, OSError) as wrong:
        say(f"读不出文件：{wrong}")
        return WRONG_USE
    found = [(one, now, now) for one in broken(now.tables)]
    warned: list[Broken] = []
    if before:
        found += [(one, now, before) for one in broken_across(now.tables, before.tables)]
        warned = doubtful(now.tables, before.tables)
    problems = [("", one) for one in now.problems]
    problems += [("上年：", one) for one in before.problems] if before else []
    data = {
        "year": options.year,
        "ok": not found and not problems,
        "cells": len(now.places),
        "broken": [_broken(*one) for one in found],
        "warnings": [_broken(one, now, now) for one in warned],
        "problems": [
            {"sheet": one.sheet, "address": one.address, "reason": f"{which}{one.reason}"}
            for which, one in problems
        ],
    }
    lines = [f"{which}{one.words}" for which, one in problems][:SHOWN]
    lines += [f"{one.identity}  {one.message}（{_at(one, now)}）" for one, _, _ in found][:SHOWN]
    lines += [f"{one.identity}  请核对：{one.message}" for one in warned]
    if data["ok"]:
        lines.append(f"{len(CELLS)} 个单元格，勾稽关系全部成立")
    emit(options, data, "\n".join(lines))
    return HOLDS if data["ok"] else BROKEN


def _read(path: str) -> Found:
    file = Path(path)
    if not file.is_file():
        raise Unreadable(f"没有文件 {path}")
    if file.stat().st_size > MAX_FILE:
        raise Unreadable(f"{path} 超过 {MAX_FILE // 1_000_000} MB")
    return tables(file.read_bytes())


def _broken(one: Broken, now: Found, before: Found) -> dict[str, Any]:
    """An identity with its cells, each by name, sheet and address; of I5 the second stands in last year's."""
    return {
        "identity": one.identity,
        "message": one.message,
        "cells": [_cell(cell, _file(one, cell, now, before)) for cell in one.cells],
    }


def _file(one: Broken, cell: Cell, now: Found, before: Found) -> Found:
    return before if one.identity == "I5" and cell.row == CARRIED_OUT else now


def _cell(cell: Cell, file: Found) -> dict[str, Any]:
    sheet, address = file.places.get(cell, ("", ""))
    value = file.tables.get(cell, 0)
    shown = value if isinstance(value, int) else float(value)
    return {"key": cell.key, "name": cell.name, "sheet": sheet, "address": address, "value": shown}


def _at(one: Broken, now: Found) -> str:
    """The addresses of an identity's cells in this year's file."""
    here = [cell for cell in one.cells if not (one.identity == "I5" and cell.row != CARRIED_IN)]
    return "、".join(" ".join(now.places[cell]) for cell in here if cell in now.places) or "文件中没有"
