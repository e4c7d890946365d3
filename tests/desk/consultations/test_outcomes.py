"""Nothing is passed over: every comment a group, every group an outcome and a reason."""

import pytest

from gongkai.desk.consultations.rules.outcomes import MAX_WHY, Open, must_be_answered, reason, title
from gongkai.desk.consultations.rules.phases import RuleBroken


def test_what_is_left_open_is_named_with_what_to_do():
    with pytest.raises(RuleBroken) as refused:
        must_be_answered(Open(3, 2, tuple("甲乙丙丁戊"), 7))
    said = str(refused.value)
    assert "3 条意见还没有归组" in said and "2 组是系统建议的" in said
    assert "“甲”" in said and "等 7 组" in said and "不采纳及理由" in said


def test_one_open_group_is_enough_to_refuse_and_none_passes():
    with pytest.raises(RuleBroken, match="“甲”还没有"):
        must_be_answered(Open(0, 0, ("甲",), 1))
    assert not Open(0, 0, (), 0).any
    must_be_answered(Open(0, 0, (), 0))


@pytest.mark.parametrize("words", ["", " \n", "\0", "长" * (MAX_WHY + 1)])
def test_an_outcome_without_a_reason_is_none(words):
    with pytest.raises(RuleBroken, match="理由"):
        reason(words)


def test_titles_are_one_line():
    assert title(" 前三十分钟\n免费\0 ") == "前三十分钟 免费"
    with pytest.raises(RuleBroken, match="要点"):
        title("长" * 201)
