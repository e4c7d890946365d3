"""How many, of what, as of when: the line under the heading of every list."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gongkai.record.catalogue.queries import lists

MOST = 10_000  # beyond it a list says "more than"; the search counts exactly


@dataclass(frozen=True, slots=True)
class Tally:
    """``more`` when there are more than ``count``; ``at`` is when it was counted."""

    count: int
    more: bool
    at: datetime


def tally(extra: int = 0, **wanted: str | None) -> Tally:
    """The count of what ``lists.latest`` lists under the same conditions, and ``extra`` besides."""
    counted = lists.count(most=MOST, **wanted) + extra
    return Tally(min(counted, MOST), counted > MOST, timezone.now())
