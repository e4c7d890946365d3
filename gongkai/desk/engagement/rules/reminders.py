"""When somebody is reminded of a letter, and of what. Practice, no article: two and no working days left,
once overdue, once nobody has referred it by the end of the next working day. Pure."""

from datetime import date

from gongkai.ground.deadlines.rules.periods import Calendar
from gongkai.ground.language.rules.labels import Labelled


class Level(Labelled):
    TWO = "two", "还有 2 个工作日以内到期"
    TODAY = "today", "今天到期"
    OVERDUE = "overdue", "已超过答复期限"
    UNREFERRED = "unreferred", "收到后还没有分办"


FARTHEST = 2  # working days before the last day
REFERRED_WITHIN = 1  # working day after the receipt
STEPS = ((0, Level.TODAY), (FARTHEST, Level.TWO))


def level(today: date, until: date, calendar: Calendar) -> Level | None:
    """What is to be said of a last day on a day; None while it is far."""
    if until < today:
        return Level.OVERDUE
    left = calendar.working_days(today, until)
    return next((one for days, one in STEPS if left <= days), None)


def refer_by(received: date, calendar: Calendar) -> date:
    """The day by whose end a letter is referred."""
    return calendar.add_working_days(received, REFERRED_WITHIN)
