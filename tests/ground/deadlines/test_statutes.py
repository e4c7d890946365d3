"""Versions of a statutory number."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.ground.deadlines.rules.statutes import Statute, on_day

OLD = Statute(
    "reply", "答复", "条例", "第二十四条", 15, "working_day", date(2008, 5, 1), date(2019, 5, 15), "M"
)
NEW = replace(OLD, value=20, effective_from=date(2019, 5, 15), effective_to=None)


def test_the_version_in_force_on_the_day():
    assert on_day([OLD, NEW], "reply", date(2019, 5, 14)).value == 15
    assert on_day([OLD, NEW], "reply", date(2019, 5, 15)).value == 20


def test_no_version_is_an_error():
    with pytest.raises(KeyError, match="reply"):
        on_day([OLD, NEW], "reply", date(2008, 4, 30))


def test_another_rule_in_force_is_another_rule():
    other = replace(NEW, id="correction_notice", value=7)
    assert on_day([other, NEW], "reply", date(2026, 1, 1)).value == 20
