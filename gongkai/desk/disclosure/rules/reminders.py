"""When somebody is reminded of a case, and of what. Practice, no article: five, two and no working days left,
once overdue, once what was waited for has lapsed, once nobody confirmed it by the end of its day. Pure."""

from datetime import date

from gongkai.ground.deadlines.rules.periods import Calendar
from gongkai.ground.language.rules.labels import Labelled


class Level(Labelled):
    FIVE = "five", "还有 5 个工作日以内到期"
    TWO = "two", "还有 2 个工作日以内到期"
    TODAY = "today", "今天到期"
    OVERDUE = "overdue", "已超过答复期限"
    LAPSED = "lapsed", "等待补正或者缴费的期限已过"
    UNCONFIRMED = "unconfirmed", "提交当天没有确认"


FARTHEST = 5  # working days before the last day
STEPS = ((0, Level.TODAY), (2, Level.TWO), (FARTHEST, Level.FIVE))


def level(today: date, due_on: date, calendar: Calendar) -> Level | None:
    """What is to be said of a last day on a day; None while it is far."""
    if due_on < today:
        return Level.OVERDUE
    left = calendar.working_days(today, due_on)
    return next((one for days, one in STEPS if left <= days), None)


def confirm_by(submitted: date, calendar: Calendar) -> date:
    """The day by whose end a request is confirmed (art. 31): its own, or the next on which offices work."""
    return submitted if calendar.working(submitted) else calendar.add_working_days(submitted, 1)
