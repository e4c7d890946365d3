"""`gongkai number`."""

import argparse
import ast
import json
from pathlib import Path

import pytest

from gongkai.surface.cli import number


def run(capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    number.configure(parser)
    options = parser.parse_args(arguments)
    options.json = as_json
    status = number.run(options)
    return status, capsys.readouterr().out


def test_json_has_exactly_the_promised_fields(capsys):
    status, out = run(capsys, "按照国办发【2019】04号文件要求")
    assert status == 0
    assert json.loads(out) == {
        "numbers": [
            {
                "text": "国办发【2019】04号",
                "start": 2,
                "canonical": "国办发〔2019〕4号",
                "prefix": "国办发",
                "year": 2019,
                "serial": 4,
                "readable": True,
            }
        ]
    }


@pytest.mark.parametrize(
    ("text", "status", "readable"),
    [
        ("国发〔2019〕4号、5号", 0, [True, True]),
        ("第656号", 0, [True]),
        ("国办发〔2019〕4", 0, [True]),
        ("20170233号", 1, [False]),
        ("国发[86]97号", 1, [False]),
        ("今天天气很好", 1, []),
        ("  ", 2, []),
    ],
)
def test_status_tells_whether_all_is_readable(capsys, text, status, readable):
    result, out = run(capsys, text)
    assert result == status
    assert [row["readable"] for row in json.loads(out)["numbers"]] == readable


def test_people_read_lines(capsys):
    assert run(capsys, "根据国发[2019]4号和国发[86]97号", as_json=False)[1] == (
        "国发〔2019〕4号\n无法识别：国发[86]97号（年份只有两位，无法确定）\n"
    )
    assert "缺“号”字" in run(capsys, "国办发〔2019〕4", as_json=False)[1]
    assert "没有找到" in run(capsys, "今天天气很好", as_json=False)[1]


def test_it_loads_neither_django_nor_the_segmenter():
    source = ast.parse(Path(number.__file__).read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(source) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in names if name and ("django" in name or "words" in name)}
    assert number.DATABASE is False
