"""Days of receipt by channel, and histories read from a file."""

from datetime import date

import pytest

from gongkai.ground.deadlines.rules.events import (
    LABELS,
    Channel,
    Event,
    Illegal,
    Party,
    Step,
    read,
    received_on,
)
from gongkai.ground.deadlines.rules.periods import NoDeadline

SUBMITTED, CONFIRMED = date(2026, 9, 18), date(2026, 9, 21)


@pytest.mark.parametrize("channel", Channel)
def test_the_channel_decides_the_day_of_receipt(channel):
    at_once = channel in (Channel.IN_PERSON, Channel.ORAL, Channel.SIGNED_MAIL)
    assert received_on(channel, SUBMITTED, CONFIRMED) == (SUBMITTED if at_once else CONFIRMED)
    assert received_on(channel, SUBMITTED) == (SUBMITTED if at_once else None)


def test_nothing_is_confirmed_before_it_was_sent():
    with pytest.raises(Illegal, match="第三十一条") as wrong:
        received_on(Channel.INTERNET, CONFIRMED, SUBMITTED)
    assert wrong.value.article == "条例第三十一条"
    assert received_on(Channel.INTERNET, SUBMITTED, SUBMITTED) == SUBMITTED


def test_a_history_is_read():
    rows = [
        {"step": "received", "on": "2026-03-02"},
        {"step": "consulted", "on": "2026-03-05", "reference": "1", "party": "joint_organ"},
        {"step": "extended", "on": "2026-03-09", "days": 5, "consent": True},
    ]
    assert read(rows) == [
        Event(Step.RECEIVED, date(2026, 3, 2)),
        Event(Step.CONSULTED, date(2026, 3, 5), reference="1", party=Party.JOINT_ORGAN),
        Event(Step.EXTENDED, date(2026, 3, 9), days=5, consent=True),
    ]
    assert LABELS.keys() == set(Step)
    assert len(read(rows[:1] * 1_000)) == 1_000


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({}, "列表"),
        ([], "列表"),
        ([{"step": "received", "on": "2026-03-02"}] * 1_001, "列表"),
        ({"step": "received"}, "列表"),
        (["received"], "第 1 项应当是"),
        ([{"step": "received", "on": "2026-02-30"}], "第 1 项不能识别"),
        ([{"step": "收到", "on": "2026-03-02"}], "step 可以是 received"),
        ([{"step": "received", "on": "2026-03-02", "party": "x"}], "不能识别"),
        ([{"step": "received", "on": "2026-03-02", "dayz": 3}], "不认识的字段：dayz"),
        ([{"step": "extended", "on": "2026-03-02", "days": "3"}], "days 应当是整数"),
        ([{"step": "extended", "on": "2026-03-02", "consent": 1}], "true 或 false"),
        ([{"step": "extended", "on": "2026-03-02", "days": True}], "days 应当是整数"),
    ],
)
def test_what_is_not_understood_is_named(rows, says):
    with pytest.raises(NoDeadline, match=says):
        read(rows)
