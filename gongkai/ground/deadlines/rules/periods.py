"""Working days and deadlines (民法典 arts. 201 to 203; 全国年节及纪念日放假办法).

Pure: no clock, no files. The first day is not counted (art. 201); a period in natural days whose last day
is a holiday ends on the next working day (art. 203). What reaches past the announced years is provisional.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial

DAY = timedelta(days=1)
SATURDAY = 5
LONGEST = 3_650  # days in one period: a guard against mistyped input, not law
FIRST_DAY = date(1949, 10, 1)
LAST_DAY = date(2100, 12, 31)
RECEIVED = "收到"

Interval = tuple[date, date]  # (after, through): the first day does not belong to it, the last does


class NoDeadline(ValueError):
    """The period cannot be computed; the message says why, in Chinese."""


@dataclass(frozen=True)
class Calendar:
    """Days off and make-up days (调休) as announced from `known_from` to `known_until`.

    Later years hold the statutory days that are certain, and every result in them is provisional.
    """

    holidays: frozenset[date]
    make_up: frozenset[date]
    known_until: date
    known_from: date = date.min
    notices: dict[int, str] = field(default_factory=dict, compare=False)

    @cached_property
    def _working(self) -> list[int]:
        """Every working day to the last year that is computed, as ordinals: counting is a search in it."""
        return [
            n
            for n in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
            if self.working(date.fromordinal(n))
        ]

    @cached_property
    def _closed(self) -> list[date]:
        """Days off that fall on weekdays, in order."""
        return sorted(day for day in self.holidays - self.make_up if day.weekday() < SATURDAY)

    @cached_property
    def _made_up(self) -> list[date]:
        return sorted(self.make_up)

    def working(self, day: date) -> bool:
        """Whether offices work on `day`: make-up days count, holidays and weekends do not."""
        return day in self.make_up or (day.weekday() < SATURDAY and day not in self.holidays)

    def working_days(self, after: date, through: date) -> int:
        """How many working days lie after `after` and through `through`."""
        return bisect_right(self._working, through.toordinal()) - bisect_right(
            self._working, after.toordinal()
        )

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for 0. Raises NoDeadline past 2100."""
        return self.nth(day, count, ()) if count else day

    def nth(self, day: date, count: int, pauses: Sequence[Interval]) -> date:
        """The `count`-th working day after `day` that lies in no pause; pauses are apart and in order."""
        place, left = bisect_right(self._working, day.toordinal()), count
        for after, through in pauses:
            here = bisect_right(self._working, after.toordinal(), place)
            if here - place >= left:
                break
            left -= here - place
            place = bisect_right(self._working, through.toordinal(), here)
        if place + left > len(self._working):
            raise NoDeadline("期限超出 2100 年，请检查起算日期和天数")
        return date.fromordinal(self._working[place + left - 1])

    def announced(self, day: date) -> bool:
        return self.known_from <= day <= self.known_until


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period, whether it may still change, and how it was reached, line by line: put into
    words when somebody reads them, since most days are computed to be compared."""

    on: date
    provisional: bool
    tell: Callable[[], list[str]] = field(compare=False, repr=False)

    @property
    def derivation(self) -> tuple[str, ...]:
        return (*self.tell(), str(self.on))

    @property
    def sentence(self) -> str:
        """收到 2026-09-24，加 20 个工作日，跳过 10-01…10-08，10-11 调休上班 → 2026-10-28"""
        return "，".join(self.derivation[:-1]) + f" → {self.derivation[-1]}"


def due(
    received: date,
    days: int,
    calendar: Calendar,
    excluded: Iterable[Interval] = (),
    start: str = RECEIVED,
    extended: int = 0,
) -> Due:
    """The `days`-th working day after `received` that lies in no excluded interval (条例 arts. 26, 30 to 34).

    An excluded interval (after, through) is the time a third party or another office is consulted:
    from the day after the letter was issued through the day the opinion came (art. 33(3)); overlapping ones
    count once. `start` is the word for what happened on the first day; `extended` are working days added
    by an extension.
    """
    pauses = sorted(excluded)
    _check(received, days + extended, pauses)
    on = calendar.nth(received, days + extended, _apart(pauses, received))
    lines = partial(_counted, received, days, calendar, pauses, start, extended, on)
    return Due(on, not (calendar.announced(on) and calendar.announced(received)), lines)


def _counted(
    received: date, days: int, calendar: Calendar, pauses: list[Interval], start: str, extended: int, on: date
) -> list[str]:
    """How a period in working days was counted."""
    inside, worked = _apart(pauses, received), _between(calendar._made_up, received, on)
    made_up = [day for day in worked if not any(after < day <= through for after, through in inside)]
    lines = [f"{start} {received}", f"加 {days} 个工作日"]
    lines += [f"延长 {extended} 个工作日"] if extended else []
    lines += [_pause(after, through, received, calendar) for after, through in pauses]
    skipped = _runs(_between(calendar._closed, received, on), calendar)
    lines += [f"跳过 {_span(*pair, received)}" for pair in skipped]
    return lines + _moved(made_up, received, on, calendar)


def _apart(pauses: Iterable[Interval], received: date) -> list[Interval]:
    """Intervals joined where they overlap or touch, and cut at the first day, without empty ones."""
    apart: list[Interval] = []
    for after, through in pauses:
        after = max(after, received)
        if through <= after:
            continue
        if apart and after <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], through))
        else:
            apart.append((after, through))
    return apart


def _between(days: list[date], after: date, through: date) -> list[date]:
    return days[bisect_right(days, after) : bisect_right(days, through)]


def daily(
    received: date, due_on: date, calendar: Calendar, excluded: Iterable[Interval] = ()
) -> Iterator[tuple[date, int, str]]:
    """Every day of a period, how many have counted through it, and why it does not count (else "")."""
    apart, counted, day = _apart(sorted(excluded), received), 0, received
    while day < due_on:
        day += DAY
        reason = ""
        if not calendar.working(day):
            reason = "放假" if day in calendar.holidays else "周末"
        elif any(after < day <= through for after, through in apart):
            reason = "征求意见"
        counted += not reason
        yield day, counted, reason


def due_in_days(received: date, days: int, calendar: Calendar, start: str = RECEIVED) -> Due:
    """The end of a period in natural days, moved to the next working day from a day off (民法典 art. 203)."""
    _check(received, days, [])
    last = received + days * DAY
    end = last if calendar.working(last) else calendar.add_working_days(last, 1)
    lines = [f"{start} {received}", f"加 {days} 日"]
    lines += [] if end == last else [f"末日 {last} 为休息日，顺延"]
    lines += _moved([end] if end in calendar.make_up else [], received, end, calendar)
    return Due(end, not (calendar.announced(end) and calendar.announced(received)), lambda: lines)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where there is none (民法典 art. 202)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _check(received: date, days: int, pauses: list[Interval]) -> None:
    if not 1 <= days <= LONGEST:
        raise NoDeadline(f"天数应在 1 到 {LONGEST} 之间，现为 {days}")
    if not FIRST_DAY <= received < LAST_DAY:
        raise NoDeadline(f"起算日期应在 {FIRST_DAY} 到 {LAST_DAY} 之间，现为 {received}")
    for after, through in pauses:
        if through < after:
            raise NoDeadline(f"扣除的时段 {after} 至 {through} 颠倒，请先写开始日期")


def _moved(made_up: list[date], received: date, on: date, calendar: Calendar) -> list[str]:
    """What may surprise: days that were worked for others, and a year that nobody has announced."""
    lines = [f"{_short(day, received)} 调休上班" for day in made_up]
    if not (calendar.announced(on) and calendar.announced(received)):
        year = max(on.year, calendar.known_until.year + 1) if on > calendar.known_until else received.year
        lines.append(f"{year} 年放假安排未发布，期限为暂算")
    return lines


def _runs(days: list[date], calendar: Calendar) -> Iterator[Interval]:
    """Days off on weekdays joined over the weekends between them, and stretched over those around them."""
    start = end = None
    for day in days:
        if start and end and not calendar.working_days(end, day - DAY):
            end = day
        else:
            if start and end:
                yield _stretched(start, end, calendar)
            start = end = day
    if start and end:
        yield _stretched(start, end, calendar)


def _stretched(start: date, end: date, calendar: Calendar) -> Interval:
    while start - DAY in calendar.holidays:
        start -= DAY
    while end + DAY in calendar.holidays:
        end += DAY
    return start, end


def _pause(after: date, through: date, received: date, calendar: Calendar) -> str:
    working = calendar.working_days(after, through)
    span = f"{_short(after, received)} 次日至 {_short(through, received)}"
    return f"扣除征求意见 {span}（{working} 个工作日）"


def _span(start: date, end: date, received: date) -> str:
    return _short(start, received) if start == end else f"{_short(start, received)}…{_short(end, received)}"


def _short(day: date, received: date) -> str:
    return f"{day.month:02}-{day.day:02}" if day.year == received.year else str(day)
