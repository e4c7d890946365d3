"""Lines of another system: both shapes are read, what is wrong is named."""

import json
from datetime import date

import pytest

from gongkai.desk.engagement.rules.carried import BadLine, carried
from gongkai.desk.engagement.rules.kinds import Kind

BOARD = {
    "id": "board-1", "user": "u_1", "title": "路灯不亮", "time": "2019/4/25 9:32:09",
    "text": "滨江路路灯不亮",
    "reply": "已修好", "reply_time": "2019/5/9 10:18:58",
}  # fmt: skip
BOX = {
    "id": "box-1", "type": "建议", "title": "增加班次", "time": "2021-11-08", "text": "建议增加班次",
    "reply": "已收悉", "reply_time": "2021-11-09", "reply_dept": "财政局", "topic": "公交线路,站点",
    "region": None,
}  # fmt: skip


def line(known, **fields) -> str:
    return json.dumps(known | fields, ensure_ascii=False)


def test_both_shapes_are_read():
    board, box = carried(line(BOARD)), carried(line(BOX))
    assert (board.kind, board.received_on, board.answered_on) == (
        Kind.MAILBOX,
        date(2019, 4, 25),
        date(2019, 5, 9),
    )
    assert (box.kind, box.department, box.category) == (Kind.SUGGESTION, "财政局", "公交线路")
    assert board.writing.name == "u_1"


def test_without_a_reply_it_is_open():
    letter = carried(line(BOARD, reply="", reply_time=""))
    assert (letter.reply, letter.answered_on) == ("", None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "JSON"), ("[1]", "JSON 对象"), (line(BOARD, id=""), "id"), (line(BOARD, time=""), "time"),
        (line(BOARD, time="昨天"), "不能识别"), (line(BOARD, text="😀"), "没有文字"),
        (line(BOARD, reply_time=""), "reply_time"), (line(BOARD, reply_time="2019/4/1"), "早于"),
        (line(BOARD, title=3), "文字"), (line(BOARD, text="路" * 300_000), "最多"),
    ],
)  # fmt: skip
def test_a_bad_line_says_what_to_write(text, word):
    with pytest.raises(BadLine, match=word):
        carried(text)
