"""When an incident grows fast."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.growth import Growth, fast

TODAY = date(2026, 3, 5)
RULE = Growth(letters=3, days=2)


def test_only_the_last_days_count_today_included():
    assert fast([TODAY, TODAY, TODAY - timedelta(1)], TODAY, RULE)
    assert not fast([TODAY, TODAY, TODAY - timedelta(2)], TODAY, RULE)
    assert not fast([TODAY, TODAY, TODAY + timedelta(1)], TODAY, RULE)


@given(st.lists(st.integers(0, 9)))
def test_one_more_letter_never_makes_it_slower(ages):
    days = [TODAY - timedelta(age) for age in ages]
    assert fast([*days, TODAY], TODAY, RULE) >= fast(days, TODAY, RULE)
