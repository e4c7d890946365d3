"""Words that stand unsealed do not tell who wrote; those that a step needs must be there."""

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import discretion

from . import corresponding


def test_what_was_written_comes_back_and_may_not_stand_in_a_line(people, at):
    letter = corresponding.submitted(at)
    assert discretion.opened(letter) == corresponding.WRITING
    with pytest.raises(RuleBroken, match="意见里写了写信人的姓名"):
        discretion.must_not_tell(letter, "周 晓 梅的事", "意见")
    discretion.must_not_tell(letter, "路灯的事", "意见")


def test_a_reason_is_there_cleaned_and_not_too_long():
    assert discretion.written(" 不归\0我们管 ", "理由") == "不归我们管"
    for words in ("", " \u200b", "长" * 2_001):
        with pytest.raises(RuleBroken, match="请填写理由"):
            discretion.written(words, "理由")
