"""`gongkai incidents`."""

import argparse
import json

from gongkai.surface.cli import incidents

STATION = "翠湖雅苑旁搅拌站昼夜轰鸣"


def run(capsys, path, as_json=True):
    parser = argparse.ArgumentParser()
    incidents.configure(parser)
    options = parser.parse_args([str(path)])
    options.json = as_json
    status = incidents.run(options)
    told = capsys.readouterr()
    return status, told.out, told.err


def written(folder, *rows):
    path = folder / "letters.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def a_letter(number, title=STATION, **more):
    return {"id": number, "title": title, "text": f"{title}，粉尘很大，请尽快拆除。", **more}


def test_json_gives_groups_of_ids(capsys, tmp_path):
    path = written(tmp_path, a_letter("a"), a_letter("b", "松涛路路灯不亮"), a_letter("c", category=3))
    status, out, _ = run(capsys, path)
    assert status == 0
    assert json.loads(out) == {"letters": 3, "skipped": 0, "groups": [["a", "c"]]}


def test_people_read_a_line_a_group(capsys, tmp_path):
    status, out, _ = run(capsys, written(tmp_path, a_letter(1), a_letter(2)), as_json=False)
    assert status == 0
    assert "第 1 组（2 封）：1、2" in out and "共 2 封来信" in out


def test_lines_that_cannot_be_read_are_named_and_the_rest_is_done(capsys, tmp_path):
    path = written(
        tmp_path, a_letter("a"), "{", "[1]", '{"title": "没有编号"}', "", "[" * 90_000, a_letter("c")
    )
    status, out, err = run(capsys, path)
    assert status == 1
    assert json.loads(out) == {"letters": 2, "skipped": 4, "groups": [["a", "c"]]}
    assert "第 2 行" in err and "第 6 行" in err and "请改正" in err


def test_many_faults_are_counted(capsys, tmp_path):
    _, _, err = run(capsys, written(tmp_path, a_letter("a"), *["{"] * 30))
    assert err.count("不是带 id") == incidents.MOST_TOLD and "还有 10 行" in err


def test_a_letter_without_words_or_with_odd_ones_is_a_letter(capsys, tmp_path):
    rows = [{"id": 1}, {"id": 2, "title": None, "text": 5}, {"id": 3, "title": "\ud800", "text": "😀"}]
    status, out, _ = run(capsys, written(tmp_path, *rows))
    assert (status, json.loads(out)) == (0, {"letters": 3, "skipped": 0, "groups": []})


def test_a_file_that_is_not_there_or_empty_is_wrong_use(capsys, tmp_path):
    assert run(capsys, tmp_path / "none.jsonl")[0] == 2
    assert run(capsys, written(tmp_path, ""))[0] == 2
