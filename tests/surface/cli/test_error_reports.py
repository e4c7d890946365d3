"""``gongkai import error-reports`` and ``export error-reports``: reports, statuses, and cells that compute
nothing."""

import argparse
import csv
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.surface.cli import error_reports
from tests.desk.engagement.test_rules_error_reports import ROW

BY = system("importer")


@pytest.fixture
def run(db, tmp_path, capsys, at):
    at(date(2026, 3, 3))
    orgs.ensure_root(by=BY)

    def run(*rows, organisation=""):
        path = tmp_path / "orders.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows))
        options = argparse.Namespace(paths=[path], organisation=organisation, json=True)
        status = error_reports.run(options, BY)
        return status, json.loads(capsys.readouterr().out or "{}")

    return run


def test_in_once_and_out_as_a_table(run, tmp_path, capsys):
    evil = ROW | {"工单编号": "=1+1"}
    status, report = run(ROW, evil, {})
    assert (status, report["imported"], report["rejected"]) == (1, 2, 1)
    assert run(ROW, evil)[1]["unchanged"] == 2
    assert run(ROW, organisation="000000000")[0] == 2
    for name in ("a.xlsx", "a.csv", "a.txt"):
        options = argparse.Namespace(output=str(tmp_path / name), first=None, last=None, json=True)
        assert error_reports.export(options, BY) == (2 if name == "a.txt" else 0)
    rows = list(load_workbook(tmp_path / "a.xlsx").active.values)
    assert rows[0][0] == "工单号" and [row[0] for row in rows[1:]] == ["ZC-2026-1", "'=1+1"]
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[2][0] == "'=1+1"
