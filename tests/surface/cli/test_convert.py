"""`gongkai convert`."""

import json

import pytest

from gongkai.ground.attachments import sandbox
from gongkai.surface.cli import convert, main
from tests.ground.attachments.containers import compound, docx


@pytest.fixture(autouse=True)
def ended():
    yield
    sandbox.close()


def test_html_goes_to_standard_output(tmp_path, capsys):
    path = tmp_path / "通知.docx"
    path.write_bytes(docx("关于供暖的通知"))
    assert main.main(["convert", str(path), "--to", "html"]) == 0
    assert capsys.readouterr() == ("<p>关于供暖的通知</p>\n", "")
    assert main.main(["convert", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": "docx",
        "html": "<p>关于供暖的通知</p>",
        "pictures": 0,
    }


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", compound("WordDocument"), "另存为 .docx"),
        ("a.docx", b"", "空的"),
        ("a.pdf", docx(), "内容却是"),
        ("a.docx", docx()[:900], "损坏"),
        ("a.txt", b"\xff\xfe\x00\x00\x01", "没有"),
    ],
)
def test_reasons_go_to_standard_error(tmp_path, capsys, name, data, words):
    (tmp_path / name).write_bytes(data)
    assert main.main(["convert", str(tmp_path / name)]) == 2
    out, error = capsys.readouterr()
    assert out == "" and "没有转换" in error and words in error and "Traceback" not in error


def test_what_is_not_there(tmp_path, capsys):
    for path in (tmp_path / "nothing.docx", tmp_path, "a\0b"):
        assert main.main(["convert", str(path)]) == 2
        assert "读不到文件" in capsys.readouterr().err
    assert convert.DATABASE is False
