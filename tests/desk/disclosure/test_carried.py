"""A line of the file is a case, or is told what to write."""

from datetime import datetime

import pytest

from gongkai.desk.disclosure.rules.carried import BadLine, carried
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.ground.deadlines.rules.events import Channel

from .asking import APPLICATION
from .carrying import ENDED, line


def test_a_line_is_a_case_with_its_history():
    case = carried(line())
    assert (case.number, case.channel, case.outcome) == ("旧〔2025〕31号", Channel.INTERNET, None)
    assert case.submitted_at == datetime(2025, 12, 21, 10)
    assert case.application == APPLICATION and str(case.history[0].on) == "2025-12-22"
    assert carried(line(history=ENDED, outcome="granted")).outcome is Outcome.GRANTED


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "不是有效的 JSON"),
        ("[" * 5_000, "不是有效的 JSON"),
        ("1", "要写 number"),
        ("x" * 100_001, "最多 100,000 字"),
        (line(extra="x"), "要写 number"),
        (line(number=" "), "原来的编号"),
        (line(channel="pigeon"), "channel 可以是"),
        (line(submitted_at="21.12.2025"), "submitted_at 写作"),
        (line(submitted_at="2025-12-21T10:00+08:00"), "不写时区"),
        (line(application={"nickname": "x"}), "application 的字段"),
        (line(application={"name": 1}), "都应当是文字"),
        (line(application={"name": "周晓梅"}), "applicant：请选择申请人类别"),
        (line(history=[]), "history 经过应当是"),
        (line(history=[{"step": "flown", "on": "2026-01-01"}]), "第 1 项不能识别"),
        (line(outcome="granted"), "没有办结的不写"),
        (line(history=ENDED), "办结的要写 outcome"),
        (line(history=ENDED, outcome="unpaid"), "不是以 replied 办结的"),
    ],
)
def test_what_is_no_case_is_told_what_to_write(text, says):
    with pytest.raises(BadLine) as wrong:
        carried(text)
    assert says in str(wrong.value) and "周晓梅" not in str(wrong.value)
