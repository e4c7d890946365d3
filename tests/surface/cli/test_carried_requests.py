"""``gongkai import requests``: all lines or none, each bad one named without its applicant."""

import json

import pytest

from gongkai.surface.cli.main import main
from tests.desk.disclosure import asking
from tests.desk.disclosure.asking import FINANCE
from tests.desk.disclosure.carrying import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    asking.city()
    return tmp_path / "在办.jsonl"


def run(file, *more):
    return main(["import", "requests", str(file), "--organisation", FINANCE, *more])


def test_a_file_is_loaded_once(file, capsys):
    file.write_text(f"{line()}\n\n{line('旧2')}\n", encoding="utf-8")
    assert run(file, "--json") == 0
    assert json.loads(capsys.readouterr().out)["loaded"] == 2
    assert run(file) == 0 and "已有 2 件" in capsys.readouterr().out


def test_a_bad_line_is_named_and_nothing_is_loaded(file, capsys):
    file.write_text(f"{line()}\n{line(channel='x')}\n{line(subject='周晓梅的申请')}\n", encoding="utf-8")
    assert run(file) == 1
    told = capsys.readouterr().err
    assert "没有载入任何申请" in told and "第 2 行" in told and "第 3 行" in told and "周晓梅" not in told
    file.write_text("\n", encoding="utf-8")
    assert run(file) == 1 and "文件里没有申请" in capsys.readouterr().err
    assert main(["import", "requests", str(file)]) == 2
