"""`gongkai check`."""

import argparse
import json

import pytest
from docx import Document
from openpyxl import Workbook

from gongkai.surface.cli import check

ID = "11010519491231002X"
MOBILE = "13812345678"
DOCUMENT = (
    "用水单位应当安装计量设施，按季度向水行政主管部门报送用水台账，并对重点设备每年开展一次水平衡测试。"
    "对超计划用水的单位，按照累进加价的原则征收水资源费，所得收入专项用于节水技术改造。"
)


def run(capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    check.configure(parser)
    options = parser.parse_args([*map(str, arguments)])
    options.json = as_json
    status = check.run(options)
    return status, capsys.readouterr()


def found(capsys, *arguments):
    status, said = run(capsys, *arguments)
    return status, json.loads(said.out)["findings"]


@pytest.fixture
def made(tmp_path):
    def make(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


def test_five_fields_and_nothing_unmasked(capsys, made):
    status, rows = found(capsys, made("名单.txt", f"公示\n张某，{ID}，{MOBILE}\n"))
    assert status == 1
    assert [set(row) for row in rows] == [{"check", "severity", "place", "text", "advice"}] * 2
    assert [row["check"] for row in rows] == ["personal_data.id_number", "personal_data.mobile"]
    assert ID not in json.dumps(rows) and MOBILE not in json.dumps(rows)
    assert rows[0]["place"] == "第 2 行"


def test_nothing_to_say(capsys, made):
    page = made("通知.html", "<html><body><h1>通知</h1><p>请于三月五日前报名。</p></body></html>")
    assert found(capsys, page) == (0, [])
    assert "没有发现问题" in run(capsys, page, as_json=False)[1].out


def test_a_warning_stops_nothing(capsys, made):
    status, rows = found(capsys, made("通知.md", "# 通知\n\n请按排人员参加，按照国办发[2019]04号执行。\n"))
    assert (status, [row["severity"] for row in rows]) == (0, ["warning", "note"])


def test_a_hidden_sheet(capsys, tmp_path):
    book = Workbook()
    book.active.append(["项目", "金额"])
    hidden = book.create_sheet("底稿")
    hidden.append(["张某", ID])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "公示.xlsx")
    status, rows = found(capsys, tmp_path / "公示.xlsx")
    assert status == 1
    assert [row["check"] for row in rows] == ["personal_data.id_number", "file.sheet"]
    assert "底稿" in rows[0]["place"] and "隐藏工作表" in rows[0]["place"]


def test_an_interpretation_against_its_document(capsys, tmp_path, made):
    written = Document()
    written.add_paragraph(f"一、主要内容。{DOCUMENT}")
    written.save(tmp_path / "解读.docx")
    against = made("文件.txt", DOCUMENT)
    status, rows = found(capsys, tmp_path / "解读.docx", "--kind", "interpretation", "--against", against)
    assert (status, rows[0]["check"]) == (1, "interpretation.share")


def test_for_people(capsys, made):
    out = run(capsys, made("名单.csv", f"姓名,电话\n张某,{MOBILE}\n"), as_json=False)[1].out
    assert "138****5678" in out and "须处理 1" in out


@pytest.mark.parametrize(
    ("name", "text"), [("空.txt", ""), ("假.docx", "不是文档"), ("图.svg", "<svg></svg>")]
)
def test_what_cannot_be_read_is_wrong_use(capsys, made, name, text):
    status, said = run(capsys, made(name, text))
    assert status == 2
    assert "没有检查" in said.err and not said.out


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert run(capsys, tmp_path / "无.txt")[0] == 2
    assert run(capsys, tmp_path)[0] == 2
