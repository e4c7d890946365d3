"""`gongkai deadline`."""

import argparse
import json

import pytest

from gongkai.surface.cli import deadline


def run(capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    deadline.configure(parser)
    options = parser.parse_args(arguments)
    options.json = as_json
    status = deadline.run(options)
    return status, *capsys.readouterr()


def test_json_has_exactly_the_promised_fields(capsys):
    status, out, _ = run(capsys, "--received", "2025-09-25", "--days", "20")
    answer = json.loads(out)
    assert status == 0
    assert answer.keys() == {"due", "provisional", "derivation"}
    assert (answer["due"], answer["provisional"]) == ("2025-10-29", False)
    assert answer["derivation"][0] == "收到 2025-09-25"
    assert answer["derivation"][-1] == "2025-10-29"


def test_people_read_a_sentence(capsys):
    _, out, _ = run(capsys, "--received", "2025年9月24日", "--days", "20", as_json=False)
    assert out.startswith("收到 2025-09-24，加 20 个工作日，跳过 10-01…10-08")
    assert out.endswith("→ 2025-10-28\n")


def test_excluded_time_and_natural_days(capsys):
    pause = ["--exclude", "2026-03-05..2026-03-20"]
    _, out, _ = run(capsys, "--received", "2026-03-02", "--days", "20", *pause)
    assert json.loads(out)["due"] == "2026-04-15"
    _, out, _ = run(capsys, "--received", "2026-09-25", "--days", "7", "--natural")
    assert json.loads(out)["due"] == "2026-10-08"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--received", "2026-02-30", "--days", "20"), "不是正确的日期"),
        (("--received", "昨天", "--days", "20"), "不是正确的日期"),
        (("--received", "2026-03-02", "--days", "二十"), "不是整数"),
        (("--received", "2026-03-02", "--days", "0"), "天数应在"),
        (("--received", "2026-03-02", "--days", "20", "--exclude", "2026-03-05"), "不是时段"),
        (
            ("--received", "2026-03-02", "--days", "20", "--natural", "--exclude", "2026-03-05..2026-03-06"),
            "不能同时",
        ),
    ],
)
def test_wrong_use_is_explained_in_chinese(capsys, arguments, says):
    status, out, problem = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert says in problem


def test_a_broken_file_of_holidays_is_named(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "2027.toml").write_text("year = 2027", encoding="utf-8")
    status, _, problem = run(capsys, "--received", "2026-03-02", "--days", "20")
    assert status == 2
    assert "2027.toml" in problem


def test_a_request_with_its_history_in_flags(capsys):
    status, out, _ = run(capsys, "--received", "2026-03-02", "--consulted", "2026-03-05:2026-03-20")
    answer = json.loads(out)
    assert (status, answer["due"], answer["correction_notice_due"]) == (0, "2026-04-15", "2026-03-11")
    _, out, _ = run(capsys, "--received", "2026-03-02", "--corrected", "2026-03-12", "--extended", "5")
    assert json.loads(out)["derivation"][:3] == ["收到补正 2026-03-12", "加 20 个工作日", "延长 5 个工作日"]


def test_the_channel_decides_the_day_of_receipt(capsys):
    arguments = ("--received", "2026-09-18", "--confirmed", "2026-09-21", "--channel")
    assert json.loads(run(capsys, *arguments, "internet")[1])["received"] == "2026-09-21"
    assert json.loads(run(capsys, *arguments, "in_person")[1])["received"] == "2026-09-18"


@pytest.mark.parametrize(
    ("arguments", "article"),
    [
        (("--extended", "21"), "第三十三条"),
        (("--corrected", "2026-03-01"), "第三十一条"),
        (("--consulted", "2026-03-20:2026-03-05"), "第三十二条"),
        (("--channel", "fax", "--confirmed", "2026-03-01"), "第三十一条"),
    ],
)
def test_an_illegal_history_exits_with_its_article(capsys, arguments, article):
    status, out, problem = run(capsys, "--received", "2026-03-02", *arguments)
    assert (status, out) == (1, "")
    assert article in problem


def test_a_history_file_and_every_day_of_it(capsys, tmp_path):
    path = tmp_path / "history.json"
    rows = [
        {"step": "received", "on": "2026-03-02"},
        {"step": "consulted", "on": "2026-03-05", "reference": "1"},
        {"step": "answered", "on": "2026-03-20", "reference": "1"},
        {"step": "replied", "on": "2026-04-16"},
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    status, out, _ = run(capsys, "--history", str(path), "--daily")
    answer = json.loads(out)
    assert (status, answer["due"], answer["state"], answer["late"]) == (0, "2026-04-15", "ended", True)
    assert (answer["days"][-1]["counted"], len(answer["days"])) == (20, 44)
    _, out, _ = run(capsys, "--history", str(path), "--daily", as_json=False)
    assert "已办结：2026-04-16 答复，逾期" in out and "2026-03-06  不计：征求意见" in out
    path.write_text(json.dumps([*rows, {"step": "corrected", "on": "2026-04-17"}]), encoding="utf-8")
    assert run(capsys, "--history", str(path))[0] == 1
    path.write_text("[", encoding="utf-8")
    assert run(capsys, "--history", str(path))[0] == 2
    assert run(capsys, "--history", str(tmp_path / "none.json"))[0] == 2


def test_a_request_before_the_regulation_is_not_computed_by_it(capsys):
    status, _, problem = run(capsys, "--received", "2019-01-02")
    assert status == 2 and "早于现行条例施行" in problem
