"""`gongkai annual-report` on the database; on a file see tests/desk/disclosure/test_published_tables.py."""

import csv
import json

import pytest

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.rules.report_reading import tables
from gongkai.desk.disclosure.rules.tables import CELLS, Cell
from gongkai.surface.cli import main
from tests.desk.disclosure import annual


@pytest.fixture
def report(db):
    return annual.imported(annual.city())


def run(capsys, *arguments):
    status = main.main(["annual-report", *arguments])
    return status, *capsys.readouterr()


def test_a_report_is_shown_and_written(report, tmp_path, capsys):
    given = (str(annual.YEAR), "--organisation", annual.FINANCE)
    status, out, _ = run(capsys, *given, "--json", "--out", str(tmp_path / "年报.xlsx"))
    told = json.loads(out)
    assert (status, told["ok"], len(told["cells"])) == (0, True, len(CELLS))
    found = tables((tmp_path / "年报.xlsx").read_bytes())
    assert not found.problems
    assert found.tables[Cell(3, "1", "total")] == told["cells"][10 + 6]["value"]
    for ending in ("csv", "json", "pdf"):
        assert run(capsys, *given, "--out", str(tmp_path / f"r.{ending}"))[0] == 0
    with open(tmp_path / "r.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(CELLS) + 1
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "江城市财政局" in run(capsys, *given)[1]


def test_a_broken_one_and_a_missing_one_are_failures(report, capsys):
    AnnualReport.objects.update(tables='{"3-1-total":"5"}')
    status, out, _ = run(capsys, str(annual.YEAR), "--organisation", annual.FINANCE)
    assert status == 1 and "I3" in out
    status, _, problem = run(capsys, str(annual.YEAR))
    assert status == 1 and "还没有" in problem


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--organisation", "999999999"), "核对机构代码"),
        (("--previous", "a.xlsx"), "只与 --check 同用"),
        (("--organisation", annual.FINANCE, "--out", "年报.doc"), "结尾"),
    ],
)
def test_wrong_use_is_explained(report, arguments, says, capsys):
    status, _, problem = run(capsys, str(annual.YEAR), *arguments)
    assert status == 2 and says in problem
