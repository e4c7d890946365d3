"""Letters of another system come in once, masked, with their answers and their clock."""

import json
from datetime import date

import pytest

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Channel, Stage
from gongkai.desk.engagement.services import carrying, reading
from gongkai.ground.orgs.rules import system

from .corresponding import FINANCE, fresh, root
from .test_carried import BOARD, BOX

OPERATOR = system("importer")


def load(*rows, organisation=None):
    lines = [
        (f"第 {place} 行", row if isinstance(row, str) else json.dumps(row))
        for place, row in enumerate(rows, 1)
    ]
    return carrying.load(lines, organisation or root(), by=OPERATOR)


def test_answered_and_open_ones_come_in_and_again_nothing_changes(people, at):
    at(date(2026, 3, 2))
    opened = BOARD | {"id": "open", "reply": "", "reply_time": ""}
    report = load(BOARD, BOX, opened, "坏", "")
    assert (report.read, report.imported, report.answered, report.rejected) == (4, 3, 2, 1)
    assert report.lines == ["第 4 行：不是有效的 JSON，每行应当是一件来信"]
    board, box, still = Letter.objects.order_by("pk")
    assert (board.stage, board.late, board.channel) == (Stage.ANSWERED, True, Channel.CARRIED)
    assert (box.organisation.code, box.category, box.late) == (FINANCE, "公交线路", False)
    assert (still.stage, still.number) == (Stage.RECEIVED, f"{root()}-L2019-00002")
    assert reading.text_of(board, board.replies.get()) == "已修好"
    again = load(BOARD, BOX, opened)
    assert (again.imported, again.unchanged, Letter.objects.count()) == (0, 3, 3)


def test_an_open_one_gets_its_answer_later(people, at):
    at(date(2026, 3, 2))
    load(BOARD | {"reply": "", "reply_time": ""})
    report = load(BOARD)
    assert (report.imported, report.updated, report.answered) == (0, 1, 1)
    assert fresh(Letter.objects.get()).ended_on == date(2019, 5, 9)


def test_what_is_in_the_future_is_refused_and_personal_data_masked(people, at):
    at(date(2026, 3, 2))
    report = load(
        BOX | {"time": "2027-01-01", "reply_time": "2027-01-02"}, BOARD | {"text": "请打 13900139000"}
    )
    assert (report.rejected, report.imported, report.masked) == (1, 1, 1)
    assert "13900139000" not in Letter.objects.get().words


def test_real_letters_come_in(people, at, real_data):
    files = sorted((real_data / "letters").glob("taidi_replied.jsonl"))
    if not files:
        pytest.skip("the real letters are not here")
    lines = files[0].read_text(encoding="utf-8").splitlines()[:60]
    report = carrying.load([(str(n), line) for n, line in enumerate(lines)], root(), by=OPERATOR)
    assert report.imported + report.rejected == 60 and report.imported >= 57
