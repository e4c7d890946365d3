"""When the letters about one incident come so fast that somebody must hear of it at once. Pure.

How many in how many days is practice: it stands in ``practice.toml``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Growth:
    """``letters`` received within ``days`` days, today included, are fast."""

    letters: int
    days: int


def fast(received: Iterable[date], today: date, growth: Growth) -> bool:
    """Whether the letters of a group that were received on these days come fast."""
    since = today - timedelta(days=growth.days - 1)
    return sum(since <= day <= today for day in received) >= growth.letters
