"""`gongkai route`: trained, judged and asked without a database."""

import argparse
import json

import pytest
from openpyxl import Workbook

from gongkai.surface.cli import main, route
from tests.desk.engagement.made_letters import TREE, letters, lines


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "letters.jsonl").write_bytes(lines(letters()))
    book = Workbook()
    for row in [("一级分类", "二级分类", "三级分类"), *TREE]:
        book.active.append(row)
    book.save(tmp_path / "tree.xlsx")
    return tmp_path


def run(capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    route.configure(parser)
    options = parser.parse_args([str(argument) for argument in arguments])
    options.json = as_json
    status = route.run(options)
    return status, *capsys.readouterr()


@pytest.fixture
def model(folder, capsys):
    path = folder / "model.npz"
    assert run(capsys, "train", folder, "--model", path)[0] == 0
    return path


def test_training_tells_where_the_model_lies_and_how_good_it_is(folder, capsys):
    status, out, _ = run(capsys, "train", folder, "--model", folder / "m.npz")
    told = json.loads(out)
    assert (status, told["letters"], told["program"]) == (0, 60, "0.1.0")
    assert told["figures"]["category"]["macro_f1"] > 0.9
    assert (folder / "m.npz").exists()


def test_each_letter_gets_one_line(folder, model, capsys):
    asked = folder / "new.jsonl"
    asked.write_bytes(lines(letters(2, seed=9), labelled=False))
    status, out, _ = run(capsys, "suggest", asked, "--model", model)
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["id"].split("-")[0] for row in rows] == [row["category"] for row in rows]
    assert {"id", "category", "organisation", "confidence", "abstained"} <= set(rows[0])
    assert "把握" in run(capsys, "suggest", asked, "--model", model, as_json=False)[1]


def test_bad_lines_are_named_and_the_status_says_so(folder, model, capsys):
    (folder / "new.jsonl").write_bytes(b"{\n" + lines(letters(1), labelled=False))
    status, out, told = run(capsys, "suggest", folder / "new.jsonl", "--model", model)
    assert (status, len(out.splitlines())) == (1, 3)
    assert "new.jsonl：第 1 行" in told


def test_without_a_model_every_letter_is_abstained(folder, capsys):
    status, out, told = run(capsys, "suggest", folder / "letters.jsonl", "--model", folder / "none.npz")
    assert status == 1
    assert all(json.loads(line)["abstained"] for line in out.splitlines())
    assert "gongkai route train" in told


def test_evaluation_crosses_and_leaves_the_model_alone(folder, capsys, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(folder / "home"))
    status, out, _ = run(capsys, "evaluate", folder, as_json=False)
    assert status == 0
    assert "交叉验证" in out
    assert "教育文体" in out
    assert not (folder / "home").exists()


def test_a_model_is_measured_on_letters_it_has_not_learned(folder, model, capsys):
    (folder / "other.jsonl").write_bytes(lines(letters(5, seed=11)))
    status, out, _ = run(capsys, "evaluate", folder / "other.jsonl", "--with-model", "--model", model)
    assert status == 0
    assert json.loads(out)["figures"]["category"]["n"] == 15
    missing = run(capsys, "evaluate", folder, "--with-model", "--model", folder / "none.npz")
    assert (missing[0], missing[1]) == (1, "")


def test_what_cannot_be_used_is_explained(folder, capsys):
    unlabelled = folder / "new.jsonl"
    unlabelled.write_bytes(lines(letters(3), labelled=False))
    assert "没有可学的标注" in run(capsys, "train", unlabelled)[2]
    assert run(capsys, "train", folder / "absent.jsonl")[0] == 2
    (folder / "empty.jsonl").write_bytes(b"\n")
    assert run(capsys, "suggest", folder / "empty.jsonl")[0] == 2
    (folder / "broken.xlsx").write_bytes(b"no workbook")
    status, _, told = run(capsys, "train", folder, "--model", folder / "m.npz")
    assert status == 1
    assert "broken.xlsx：不是可读的 xlsx 表格" in told
    with pytest.raises(SystemExit):
        run(capsys, "train", folder, "--promise", "1.5")


def test_it_needs_no_database_and_other_commands_do_not_wait_for_it():
    assert main.declared("route")["DATABASE"] is False
    assert "sklearn" not in vars(main)
