"""Text for people, JSON for programs."""

import argparse
import json

from gongkai.surface.cli import output


def test_json_is_one_line_of_readable_chinese(capsys):
    output.emit(argparse.Namespace(json=True), {"title": "通知"}, "文字")
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"title": "通知"} and "通知" in shown and shown.count("\n") == 1


def test_people_get_text(capsys):
    output.emit(argparse.Namespace(json=False), {"title": "通知"}, "文字")
    assert capsys.readouterr().out == "文字\n"


def test_a_pipe_gets_no_progress(capsys):
    with output.progress("导入", 3) as advance:
        advance(1)
        advance(2, 5)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_progress(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with output.progress("导入") as advance:
        advance(1)
        advance(2, 5)
    assert capsys.readouterr().out == ""
