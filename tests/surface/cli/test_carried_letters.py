"""``gongkai import letters``: the report as JSON, status 1 while a line is rejected, 2 for wrong use."""

import argparse
import json

import pytest

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.surface.cli import carried_letters
from tests.desk.engagement.test_carried import BOARD, BOX


@pytest.fixture
def run(db, tmp_path, capsys):
    by = system("importer")
    orgs.ensure_root(by=by)

    def run(*lines: str, organisation: str = "") -> tuple[int, dict]:
        (tmp_path / "letters.jsonl").write_text("\n".join(lines), encoding="utf-8")
        options = argparse.Namespace(paths=[tmp_path], organisation=organisation, json=True)
        status = carried_letters.run(options, by)
        return status, json.loads(capsys.readouterr().out or "{}")

    return run


def test_the_report_names_bad_lines_and_again_nothing_changes(run):
    lines = [json.dumps(BOARD), json.dumps(BOX)]
    status, report = run(*lines, "坏")
    assert (status, report["read"], report["imported"], report["rejected"]) == (1, 3, 2, 1)
    assert report["reasons"] == {"不是有效的 JSON，每行应当是一件来信": 1}
    assert report["lines"][0].startswith("letters.jsonl 第 3 行")
    status, report = run(*lines)
    assert (status, report["unchanged"], report["imported"]) == (0, 2, 0)


def test_without_such_an_organisation_it_is_wrong_use(run):
    assert run(json.dumps(BOARD), organisation="000000000")[0] == 2
