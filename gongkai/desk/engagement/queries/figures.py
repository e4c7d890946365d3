"""What the public figures count: letters by where they were received, whatever became of them since.

A letter counts in the year and month of its receipt, at the organisation that holds it now. Each table is one
statement that an index answers alone (``letter_figures``): no letter is read, and private ones only count.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from ..models import Letter
from ..rules.figures import Tally
from ..rules.kinds import Score

CONTENT = (Score.GOOD, Score.VERY_GOOD)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters are counted: those of a year, of one organisation or one category if named."""

    year: int
    organisation: int | None = None
    category: str = ""


def years() -> list[int]:
    """The years that have letters, the newest first."""
    first = Letter.objects.aggregate(on=Min("received_on"))["on"]
    last = Letter.objects.aggregate(on=Max("received_on"))["on"]
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def by_organisation(asked: Asked, today: date) -> dict[int, Tally]:
    return _counted(asked, today, "organisation")


def by_category(asked: Asked, today: date) -> dict[str, Tally]:
    return _counted(asked, today, "category")


def by_kind(asked: Asked, today: date) -> dict[str, Tally]:
    return _counted(asked, today, "kind")


def by_month(asked: Asked, today: date) -> dict[int, Tally]:
    """The months of the year that have begun, those without letters too; counted by days, because the
    engines do not agree on how a month is taken from a date."""
    last = 12 if asked.year < today.year else today.month
    months = {month: Tally() for month in range(1, last + 1)}
    for day, tally in _counted(asked, today, "received_on").items():
        months.setdefault(day.month, Tally()).add(tally)
    return months


def _counted(asked: Asked, today: date, name: str) -> dict[Any, Tally]:
    """Each letter is counted by its kind, which the index holds and the key on PostgreSQL it does not."""
    answered = Q(ended_on__isnull=False, redirected_to="")
    rows = _rows(asked).order_by().values_list(name, "took").annotate(
        received=Count("kind"),
        answered=Count("kind", filter=answered),
        in_time=Count("kind", filter=answered & Q(late=False)),
        redirected=Count("kind", filter=Q(ended_on__isnull=False) & ~Q(redirected_to="")),
        overdue=Count("kind", filter=Q(ended_on=None, until__lt=today)),
        rated=Count("kind", filter=~Q(satisfaction="")),
        content=Count("kind", filter=Q(satisfaction__in=CONTENT)),
    )  # fmt: skip
    return _tallies(rows)


def _tallies(rows: Iterable[tuple[Any, ...]]) -> dict[Hashable, Tally]:
    found: dict[Hashable, Tally] = {}
    for key, took, *numbers in rows:
        tally = Tally(*numbers)
        if took is not None and tally.answered:
            tally.days[took] = tally.answered
        found.setdefault(key, Tally()).add(tally)
    return found


def _rows(asked: Asked) -> QuerySet[Letter]:
    rows = Letter.objects.filter(received_on__range=(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    rows = rows.filter(organisation=asked.organisation) if asked.organisation else rows
    return rows.filter(category=asked.category) if asked.category else rows
