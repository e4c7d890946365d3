"""Limits are read as they are written."""

import pytest

from gongkai.desk.guides.rules.limits import Limit, read


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20 个工作日", Limit(20, "工作日")),
        ("自受理之日起二十个工作日", Limit(20, "工作日")),
        ("30日", Limit(30, "自然日")),
        ("２ 个月", Limit(2, "月")),
        ("0工作日", Limit(0, "工作日")),
        ("即时办结", Limit(0, "")),
        ("当场", Limit(0, "")),
        ("24小时", Limit(24, "小时")),
        ("尽快", None),
        ("", None),
    ],
)
def test_read(text, limit):
    assert read(text) == limit


def test_limits_of_different_units_can_be_compared():
    assert Limit(5, "工作日").days == 7 and Limit(24, "小时").days == 1 and Limit(0, "").days == 0
