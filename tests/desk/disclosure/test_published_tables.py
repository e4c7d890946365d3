"""The published tables add up by a checker that shares no code with what wrote them; no changed cell passes.

``independent_checker`` reads the XLSX as a zip of XML, imports only the standard library, and is given
nothing but the file. Of fifty single-cell changes each is refused by it and by ``gongkai annual-report
--check``, with the cell named.
"""

import ast
import json
import random
import sys
from pathlib import Path

import pytest

from gongkai.desk.disclosure.rules.report_form import TABLE_SECTIONS
from gongkai.desk.disclosure.rules.tables import CELLS
from gongkai.desk.disclosure.rules.workbook import address, as_workbook
from gongkai.surface.cli import main

from . import independent_checker, reporting

YEAR = str(reporting.YEAR)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    tables = reporting.tables(3, requests=4_100)
    path = tmp_path_factory.mktemp("published") / "年报.xlsx"
    path.write_bytes(as_workbook(tables, "江城市2025年政府信息公开工作年度报告"))
    return path, tables


def changes(count=50):
    """Fifty cells and what to add; numbers of table two enter no sum, so there they become impossible."""
    rng = random.Random(20251231)
    cells = rng.sample(CELLS, count)
    assert {cell.table for cell in cells} == {2, 3, 4}
    return [(cell, rng.choice([1, -1, 7, 100])) for cell in cells]


def check(path, capsys, *more):
    status = main.main(["annual-report", YEAR, "--check", str(path), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def test_the_checker_imports_nothing_of_ours():
    tree = ast.parse(Path(independent_checker.__file__).read_text(encoding="utf-8"))
    names = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
        if name
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"ElementTree"}


def test_what_is_published_adds_up(published, capsys):
    path, _ = published
    assert independent_checker.check(path) == []
    assert check(path, capsys) == (
        0, {"year": 2025, "ok": True, "cells": 200, "broken": [], "warnings": [], "problems": []}
    )  # fmt: skip


@pytest.mark.parametrize(("cell", "step"), changes(), ids=lambda one: getattr(one, "key", str(one)))
def test_a_single_changed_cell_is_refused_and_named(published, cell, step, tmp_path, capsys):
    path, tables = published
    value = -1 - tables[cell] if cell.table == 2 else tables[cell] + step
    sheet, place = TABLE_SECTIONS[cell.table], address(cell)
    wrong = tmp_path / "changed.xlsx"
    wrong.write_bytes(reporting.changed(path.read_bytes(), sheet, place, value))
    found = independent_checker.check(wrong)
    assert any(place in line.replace(",", " ").split() for line in found), found
    status, told = check(wrong, capsys)
    assert status == 1 and not told["ok"]
    named = [one for broken in told["broken"] for one in broken["cells"] if one["key"] == cell.key]
    assert named and named[0] == {
        "key": cell.key, "name": cell.name, "sheet": sheet, "address": place, "value": value
    }  # fmt: skip


def test_last_years_file_must_hand_over(published, tmp_path, capsys):
    path, _ = published
    before = tmp_path / "上年.xlsx"
    last = reporting.tables(3, requests=4_100, year=2024)
    before.write_bytes(as_workbook(last, "标题"))
    status, told = check(path, capsys, "--previous", str(before))
    assert status == 1 and {one["identity"] for one in told["broken"]} == {"I5"}
    assert all(cell["address"] for one in told["broken"] for cell in one["cells"])
    assert {one["identity"] for one in told["warnings"]} == {"W1"}


def test_wrong_use_is_explained(tmp_path, capsys):
    junk = tmp_path / "年报.xlsx"
    junk.write_bytes(b"junk")
    assert main.main(["annual-report", YEAR, "--check", str(junk)]) == 2
    assert "XLSX" in capsys.readouterr().err
    assert main.main(["annual-report", YEAR, "--check", str(tmp_path / "none.xlsx")]) == 2
    assert main.main(["annual-report", "1899", "--check", str(junk)]) == 2
    with pytest.raises(SystemExit) as left:
        main.main(["annual-report", "去年", "--check", str(junk)])
    assert left.value.code == 2
