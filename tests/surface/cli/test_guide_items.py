"""``gongkai import guides``: what became of each item, with rows and reasons; twice is once."""

import argparse
import json

import pytest

from gongkai.desk.guides.models import Guide
from gongkai.ground.orgs.rules import system
from gongkai.surface.cli import guide_items
from tests.desk.guides import writing


@pytest.fixture
def people(db):
    return writing.city()


def taken(path, capsys, organisation=""):
    options = argparse.Namespace(paths=[path], organisation=organisation, json=True)
    status = guide_items.run(options, system("importer"))
    out = capsys.readouterr().out
    return status, json.loads(out) if out.strip() else None


def test_a_catalogue_comes_in_once(people, tmp_path, capsys):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(writing.messy())
    status, told = taken(path, capsys)
    assert (status, told["read"], told["created"], len(told["rejected"])) == (1, 6, 2, 4)
    assert told["rejected"][0]["row"] == 6
    assert taken(path, capsys)[1]["unchanged"] == 2 and Guide.objects.count() == 2


def test_wrong_use_and_unreadable_files(people, tmp_path, capsys):
    assert taken(tmp_path / "none", capsys) == (2, None)
    path = tmp_path / "a.json"
    path.write_text("{")
    assert taken(path, capsys, "000000000") == (2, None)
    assert taken(path, capsys) == (1, None)
