"""How long a draft stays open at least, and that a shorter time needs a reason to be published."""

from datetime import date

import pytest

from gongkai.desk.consultations.rules.decisions import MAX_REASON, MINIMUM, Decision, must_be_long_enough
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.ground.deadlines.queries import statute

DAYS = {Decision.MAJOR: 30, Decision.RULE: 30, Decision.NORMATIVE: 10, Decision.MARKET: 30}


@pytest.mark.parametrize(("decision", "days"), DAYS.items())
def test_every_kind_has_its_statutory_number(decision, days):
    rule = statute(MINIMUM[decision], date(2026, 3, 2))
    assert (rule.value, rule.unit) == (days, "day")


def test_no_rule_lays_down_a_time_for_topics():
    assert Decision.TOPICS not in MINIMUM
    must_be_long_enough(1, 0, "")


def test_a_shorter_period_needs_its_reason():
    with pytest.raises(RuleBroken, match="一般不少于 30 日"):
        must_be_long_enough(29, 30, "  ")
    must_be_long_enough(29, 30, "汛期将至")
    must_be_long_enough(30, 30, "")


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_mistyped_period_is_caught(days):
    with pytest.raises(RuleBroken, match="1 到 366"):
        must_be_long_enough(days, 30, "理由")


def test_a_reason_has_an_end():
    with pytest.raises(RuleBroken, match="最多"):
        must_be_long_enough(5, 30, "长" * (MAX_REASON + 1))
