"""What may be said in public of many letters: shares with their interval, a median, and nothing of few. Pure.

One report fixed in four minutes is no record, and a cell of two letters tells about two people. So a share
needs ``least`` letters, smaller cells go together into one rest that is itself large enough, and below
``sure`` letters a share stands with its interval. All numbers are ``practice.toml``'s.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, sqrt
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
NORMAL = 1.959964  # 95 % of the normal distribution lies within so many deviations


@dataclass(frozen=True, slots=True)
class Bounds:
    """Letters under which nothing is said, and from which on a share is said without its interval."""

    least: int
    sure: int


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` and its 95 % interval, in per cent; never rounded up to a whole hundred, nor the
    interval made narrower."""

    part: int
    whole: int
    low: int
    high: int

    @property
    def percent(self) -> int:
        return self.part * 100 // self.whole


def share(part: int, whole: int, least: int) -> Share | None:
    """A share, or None where too few letters stand behind it."""
    if whole < max(1, least):
        return None
    low, high = wilson(part, whole)
    return Share(part, whole, floor(low * 100), ceil(high * 100))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's score interval (1927): it stays within 0 and 1, and is wide where letters are few."""
    rate, square = part / whole, NORMAL**2
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    spread = NORMAL * sqrt(rate * (1 - rate) / whole + square / (4 * whole**2)) / (1 + square / whole)
    low = 0.0 if part == 0 else max(0.0, middle - spread)
    return low, 1.0 if part == whole else min(1.0, middle + spread)


@dataclass
class Tally:
    """Counts of some letters by what became of them. ``overdue`` are open and past their day, ``days`` how
    many were answered within so many working days; private letters count like all others."""

    received: int = 0
    answered: int = 0
    in_time: int = 0
    redirected: int = 0
    overdue: int = 0
    rated: int = 0
    content: int = 0
    days: dict[int, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        for name in ("received", "answered", "in_time", "redirected", "overdue", "rated", "content"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for took, number in other.days.items():
            self.days[took] = self.days.get(took, 0) + number

    def on_time(self, least: int) -> Share | None:
        """Answered in time, of all that should have been answered by now: silence is not left out."""
        return share(self.in_time, self.answered + self.overdue, least)

    def satisfied(self, least: int) -> Share | None:
        """Content or very content, of those who said so at all."""
        return share(self.content, self.rated, least)

    def took(self, least: int) -> float | None:
        """The median of working days to the answer."""
        return None if sum(self.days.values()) < max(1, least) else median(self.days)


def together(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for one in tallies:
        whole.add(one)
    return whole


def median(histogram: Mapping[int, int]) -> float:
    """The middle of values with how often each occurs, which is between two of them for an even number."""
    number = sum(histogram.values())
    wanted, seen, found = ((number - 1) // 2, number // 2), 0, []
    for value in sorted(histogram):
        found += [value for place in wanted if seen <= place < seen + histogram[value]]
        seen += histogram[value]
    return (found[0] + found[-1]) / 2


def hidden(numbers: Mapping[Key, int], least: int) -> set[Key]:
    """Whose number may not stand by itself: those between nothing and ``least``, and with them the smallest
    of the others until what is hidden is ``least`` too. Else the total less what is seen would tell."""
    small = {key for key, number in numbers.items() if 0 < number < least}
    total = sum(numbers[key] for key in small)
    for key in sorted(numbers, key=lambda one: numbers[one]):
        if not small or total >= least:
            break
        if numbers[key] >= least:
            small.add(key)
            total += numbers[key]
    return small


def grouped(rows: Mapping[Key, Tally], least: int) -> tuple[dict[Key, Tally], Tally]:
    """The rows large enough to stand by themselves, those with most letters first and never by how fast they
    are; and the rest together."""
    small = hidden({key: row.received for key, row in rows.items()}, least)
    shown = sorted((key for key in rows if key not in small), key=lambda key: -rows[key].received)
    return {key: rows[key] for key in shown if rows[key].received}, together(rows[key] for key in small)


def rateable(rows: Mapping[Key, Tally], least: int) -> set[Key]:
    """The rows whose satisfaction may be said: nobody's rating follows from the total less the others."""
    numbers = {key: row.rated for key, row in rows.items()}
    small = hidden(numbers, least)
    return {key for key, number in numbers.items() if number and key not in small}
