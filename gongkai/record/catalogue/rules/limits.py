"""公开时限: what an item's time limit means, when its information is due, and what it promises to renew.

A limit is a configured rule (``statutes.toml``: 20 working days of art. 26 only where nothing else is laid
down), a number of days of its own, or a promise to publish in every period. It is stored as a short code.
Pure: no Django, no clock, no I/O.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.ground.deadlines.rules.periods import Calendar, Due, due, due_in_days, months_later
from gongkai.ground.deadlines.rules.statutes import Statute
from gongkai.ground.language.rules.labels import Labelled

from . import Kind

DAY = timedelta(days=1)


class Start(Labelled):
    """What happened on the day from which a limit runs."""

    MADE = "made", "形成或变更"
    APPROVED = "approved", "批准"
    DECIDED = "decided", "作出决定"


class Every(Labelled):
    """The periods in which an item promises something new; values are months."""

    YEAR = "year", "每年"
    HALF = "half", "每半年"
    QUARTER = "quarter", "每季度"
    MONTH = "month", "每月"


MONTHS = {Every.YEAR: 12, Every.HALF: 6, Every.QUARTER: 3, Every.MONTH: 1}
# The configured rules of disclosure and from what each runs; the numbers and articles are in statutes.toml.
RULES = {
    "publication": Start.MADE,
    "budget": Start.APPROVED,
    "licence_result": Start.DECIDED,
    "penalty_result": Start.DECIDED,
    "enforcement_result": Start.DECIDED,
}
AT_ONCE, STANDING, NONE = "at_once", "standing", ""
GENERAL = "publication"  # 条例 art. 26: where nothing else is laid down
KIND_RULES = {Kind.BUDGET: "budget", Kind.LICENCE: "licence_result", Kind.PENALTY: "penalty_result"}


@dataclass(frozen=True, slots=True)
class Limit:
    """``days`` in ``unit`` (working_day or day) from ``start``; with ``every`` after the end of the period,
    or by ``by`` (month, day) of each year."""

    days: int = 0
    unit: str = "day"
    start: Start = Start.MADE
    every: Every | None = None
    by: tuple[int, int] | None = None


class BadLimit(ValueError):
    """No limit is written like this; the message says how, in Chinese."""


def read(code: str) -> Limit | None:
    """A stored code as a limit of its own; None for configured rules, at once, standing and none.

    ``days:working_day:10:made``, ``every:year``, ``every:year:03-31``, ``every:quarter:15``.
    """
    form, *parts = code.split(":")
    try:
        if form == "days":
            unit, days, start = parts
            if unit in ("working_day", "day") and 0 < int(days) <= 3_650:
                return Limit(int(days), unit, Start(start))
        elif form == "every" and len(parts) == 1:
            return Limit(every=Every(parts[0]))
        elif form == "every" and "-" in parts[1]:
            month, day = parts[1].split("-")
            date(2001, int(month), int(day))
            if parts[0] == Every.YEAR:
                return Limit(every=Every.YEAR, by=(int(month), int(day)))
        elif form == "every" and 0 < int(parts[1]) <= 366:
            return Limit(int(parts[1]), every=Every(parts[0]))
        elif code in (*RULES, AT_ONCE, STANDING, NONE):
            return None
    except ValueError:
        pass
    raise BadLimit(f"时限代码“{code}”不认识，例如 publication、days:working_day:10:made、every:year:03-31")


def start(code: str) -> Start:
    """What begins the limit of a stored code; MADE where it names no beginning."""
    if code in RULES:
        return RULES[code]
    limit = read(code)
    return limit.start if limit else Start.MADE


def due_on(
    code: str, started_on: date | None, calendar: Calendar, statute: Callable[[str, date], Statute]
) -> Due | None:
    """When what was made, approved or decided on a day is due; None where the limit says no number.

    ``statute`` finds the version of a rule in force on that day and raises KeyError before the first.
    """
    if started_on is None:
        return None
    if code in RULES:
        try:
            rule = statute(code, started_on)
        except KeyError:
            return None
        days, unit, start = rule.value, rule.unit, RULES[code]
    else:
        limit = read(code)
        if limit is None or limit.every or not limit.days:
            return None
        days, unit, start = limit.days, limit.unit, limit.start
    if unit == "working_day":
        return due(started_on, days, calendar, start=start.label)
    return due_in_days(started_on, days, calendar, start=start.label)


def for_kind(kind: str) -> str:
    """The rule for what hangs on no item of its own: that of its kind, else art. 26."""
    return next((rule for known, rule in KIND_RULES.items() if known == kind), GENERAL)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing was published since ``since`` (None: ever) though ``due_on`` has passed (None: always due)."""

    since: date | None
    due_on: date | None


def promised(code: str) -> bool:
    """Whether an item with this limit must always have something, of the last period or standing."""
    return code == STANDING or code.startswith("every:")


def gap(code: str, last_on: date | None, today: date) -> Gap | None:
    """The gap of an item whose newest publication is of ``last_on``; None where it keeps its promise."""
    if code == STANDING:
        return None if last_on else Gap(None, None)
    limit = read(code) if code.startswith("every:") else None
    if limit is None or limit.every is None:
        return None
    since, due_day = _window(limit, today)
    return Gap(since, due_day) if last_on is None or last_on < since else None


def _window(limit: Limit, today: date) -> tuple[date, date]:
    """(first day that counts, last day) of the newest period whose publication was due before today."""
    if limit.by:
        year = today.year if today > date(today.year, *limit.by) else today.year - 1
        return date(year, 1, 1), date(year, *limit.by)
    assert limit.every is not None
    months = MONTHS[limit.every]
    start = date(today.year, (today.month - 1) // months * months + 1, 1)
    while True:
        end, start = start - DAY, months_later(start, -months)
        if not limit.days:  # something of the period itself
            return start, end
        if end + limit.days * DAY < today:  # something about the period, which had to end first
            return end + DAY, end + limit.days * DAY


UNITS = {"working_day": "个工作日", "day": "日"}
FIXED_WORDS = {AT_ONCE: "实时、及时公开", STANDING: "长期公开", NONE: "不能计算，请指定"}


def words(code: str, rule: Statute | None = None) -> str:
    """A limit's code in words; ``rule`` is the configured rule that the code names, in force today."""
    if code in RULES:
        return f"{rule.title} {rule.value} {UNITS[rule.unit]}" if rule else RULES[code].label
    if code in FIXED_WORDS:
        return FIXED_WORDS[code]
    limit = read(code)
    assert limit is not None
    if limit.by:
        return f"每年 {limit.by[0]} 月 {limit.by[1]} 日前"
    if limit.every:
        return limit.every.label + (f"，期满后 {limit.days} 日内" if limit.days else "公开")
    return f"{limit.start.label}之日起 {limit.days} {UNITS[limit.unit]}"
