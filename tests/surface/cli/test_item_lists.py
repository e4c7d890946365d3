"""``gongkai import items``: good rows become a version, bad ones are named."""

import json

import pytest

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.queries import items
from gongkai.surface.cli.main import main

GOOD = (
    "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体\n"
    "1,财政,部门预算,表,预算法,批复后20日内,财政局\n"
)


@pytest.fixture
def root(transactional_db):
    return orgs.ensure_root(by=system("test")).code


def write(tmp_path, text, name="目录.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_import_is_in_force_at_once_and_twice_changes_nothing(root, tmp_path, capsys):
    path = write(tmp_path, GOOD + "2,,部门决算,表,预算法,适时公开,财政局\n")
    assert main(["import", "items", path, "--organisation", root, "--article", "20.7", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["read"], done["version"], done["state"]) == (2, 1, "adopted")
    assert done["not_computable"] == [{"sheet": "", "row": 3, "limit": "适时公开"}]
    assert [(row.code, row.group) for row in items.present(root)] == [("20.7.1", "财政"), ("20.7.2", "财政")]
    assert main(["import", "items", path, "--organisation", root, "--article", "20.7"]) == 0
    assert "没有新版本" in capsys.readouterr().out


def test_bad_rows_are_named_and_good_ones_wait_when_only_proposed(root, tmp_path, capsys):
    path = write(tmp_path, GOOD + f"2,财政,长,{'字' * 2001},法,长期公开,局\n")
    assert main(["import", "items", path, "--organisation", root, "--propose"]) == 1
    said = capsys.readouterr().out
    assert "第 3 行 公开内容（要素）：公开内容超过 2000 字" in said and "待另一人在后台确认" in said
    assert not items.present(root)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [((), 2), (("--organisation", "ROOT", "--article", "20.99"), 2), (("--organisation", "123456789"), 1)],
)
def test_wrong_use_says_what_is_missing(root, tmp_path, capsys, arguments, status):
    given = [root if word == "ROOT" else word for word in arguments]
    assert main(["import", "items", write(tmp_path, GOOD), *given]) == status
    assert capsys.readouterr().err
