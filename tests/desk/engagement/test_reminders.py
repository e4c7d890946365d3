"""When somebody is reminded: two days before, on the day, once overdue; referral by the next working day."""

from datetime import date

import pytest

from gongkai.desk.engagement.rules.reminders import Level, level, refer_by
from gongkai.ground.deadlines.queries import calendar


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 3, 6), None),
        (date(2026, 3, 9), Level.TWO),
        (date(2026, 3, 10), Level.TWO),
        (date(2026, 3, 11), Level.TODAY),
        (date(2026, 3, 12), Level.OVERDUE),
    ],
)
def test_levels_by_working_days(today, said):
    assert level(today, date(2026, 3, 11), calendar()) is said


def test_over_a_weekend_referral_waits_for_monday():
    assert refer_by(date(2026, 3, 6), calendar()) == date(2026, 3, 9)
