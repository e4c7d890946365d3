"""What is said of a last day, and by when a request is confirmed."""

from datetime import date

import pytest

from gongkai.desk.disclosure.rules.reminders import Level, confirm_by, level
from gongkai.ground.deadlines import queries as deadlines

DUE = date(2026, 3, 30)  # a Monday


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 3, 20), None),
        (date(2026, 3, 23), Level.FIVE),
        (date(2026, 3, 25), Level.FIVE),
        (date(2026, 3, 26), Level.TWO),
        (date(2026, 3, 28), Level.TWO),
        (date(2026, 3, 30), Level.TODAY),
        (date(2026, 3, 31), Level.OVERDUE),
    ],
)
def test_the_level_follows_the_working_days_that_are_left(today, said):
    assert level(today, DUE, deadlines.calendar()) is said


def test_a_request_of_a_day_off_is_confirmed_on_the_next_working_day():
    calendar = deadlines.calendar()
    assert confirm_by(date(2026, 3, 27), calendar) == date(2026, 3, 27)
    assert confirm_by(date(2026, 3, 28), calendar) == date(2026, 3, 30)
