"""Statutory days of the calendar (every year by 31 January) as data: one row per version. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FixedDate:
    """What is due by ``month``/``day``, ``years_after`` the year it is about; in force between two dates."""

    id: str
    title: str
    basis: str
    article: str
    month: int
    day: int
    years_after: int
    effective_from: date
    effective_to: date | None
    source: str

    def of(self, year: int) -> date:
        """The last day for what is about ``year``."""
        return date(year + self.years_after, self.month, self.day)

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


def last_day(rows: Iterable[FixedDate], identifier: str, year: int) -> date:
    """The last day for what is about a year, by the version in force on that day.

    Raises KeyError when none is: before the rule there was no such day.
    """
    for row in rows:
        if row.id == identifier and row.in_force(row.of(year)):
            return row.of(year)
    raise KeyError(f"{year} 年没有生效的日期 {identifier}")
