"""What is counted of requests: tables three and four of a year, and the figures that the public sees.

Counted in the database by groups, so that ten years of a city are a handful of statements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, F, Max, Min, Q

from ..models import DisclosureRequest, Dispute
from ..rules.applicants import Applicant
from ..rules.counting import Disputed, table_four
from ..rules.outcomes import ENDINGS, Outcome
from ..rules.tables import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TABLE_THREE, TOTAL, Cell

LEAST = 10  # replies under which no rate is published: one fast answer is no record


@dataclass(frozen=True, slots=True)
class Figures:
    """One organisation's year: how many came and were ended, how many in time, and the median of days."""

    organisation: int
    year: int
    received: int
    ended: int
    in_time: int
    median_days: float | None


def table_three_of(organisations: Iterable[int], year: int) -> dict[Cell, int]:
    """Table three of some organisations' cases together, every cell. Same result as
    `rules.counting.table_three`."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = DisclosureRequest.objects.filter(organisation__in=list(organisations), received_on__lte=last)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=first))
    new, done = Q(received_on__gte=first), Q(ended_on__range=(first, last))
    grouped = rows.values("applicant", "outcome").annotate(
        new=Count("pk", filter=new),
        old=Count("pk", filter=~new),
        ended=Count("pk", filter=done),
        all=Count("pk"),
    )
    table = dict.fromkeys(TABLE_THREE, 0)
    for row in grouped.order_by():
        counted = [(NEW, row["new"]), (CARRIED_IN, row["old"]), (CARRIED_OUT, row["all"] - row["ended"])]
        if row["ended"]:
            counted += [(ENDINGS[Outcome(row["outcome"])].row, row["ended"]), (HANDLED, row["ended"])]
        for name, number in counted:
            table[Cell(3, name, Applicant(row["applicant"]))] += number
            table[Cell(3, name, TOTAL)] += number
    return table


def table_four_of(organisations: Iterable[int], year: int) -> dict[Cell, int]:
    """Table four of some organisations' disputes together, every cell."""
    rows = Dispute.objects.filter(
        case__organisation__in=list(organisations), filed_on__lte=date(year, 12, 31)
    )
    rows = rows.filter(Q(concluded_on=None) | Q(concluded_on__gte=date(year, 1, 1)))
    fields = rows.values_list("row", "filed_on", "concluded_on", "result")
    return table_four((Disputed(*row) for row in fields), year)


def figures(organisations: Iterable[int], year: int) -> list[Figures]:
    """The public figures of a year, organisation by organisation. In time is: replied by the day that was
    due."""
    keys, first, last = list(organisations), date(year, 1, 1), date(year, 12, 31)
    rows = DisclosureRequest.objects.filter(organisation__in=keys)
    received = dict(
        rows.filter(received_on__range=(first, last))
        .values_list("organisation")
        .annotate(n=Count("pk"))
        .order_by()
    )
    ended = rows.filter(ended_on__range=(first, last)).values_list(
        "organisation", "received_on", "ended_on", "due_on"
    )
    days: dict[int, list[int]] = {}
    in_time: dict[int, int] = {}
    for organisation, begun, end, due in ended:
        if begun is None or end is None:
            continue
        days.setdefault(organisation, []).append((end - begun).days)
        in_time[organisation] = in_time.get(organisation, 0) + (due is None or end <= due)
    return [
        Figures(
            key, year, received.get(key, 0), len(days.get(key, ())), in_time.get(key, 0),
            float(median(days[key])) if key in days else None,
        )
        for key in keys
    ]  # fmt: skip


def late(organisations: Iterable[int], year: int) -> int:
    """How many of a year's replies came after their day."""
    rows = DisclosureRequest.objects.filter(organisation__in=list(organisations), ended_on__year=year)
    return rows.filter(due_on__isnull=False, ended_on__gt=F("due_on")).count()


def outcomes(organisations: Iterable[int], year: int) -> dict[int, dict[Outcome, int]]:
    """How a year's cases ended, organisation by organisation; organisations where none ended are absent."""
    rows = DisclosureRequest.objects.filter(
        organisation__in=list(organisations), ended_on__range=(date(year, 1, 1), date(year, 12, 31))
    )
    counted: dict[int, dict[Outcome, int]] = {}
    for organisation, outcome, number in (
        rows.values_list("organisation", "outcome").annotate(n=Count("pk")).order_by()
    ):
        counted.setdefault(organisation, {})[Outcome(outcome)] = number
    return counted


def years() -> list[int]:
    """The years that have figures, the newest first."""
    span = DisclosureRequest.objects.aggregate(
        first=Min("received_on"), received=Max("received_on"), ended=Max("ended_on")
    )
    days = [day for day in span.values() if day is not None]
    return list(range(max(days).year, min(days).year - 1, -1)) if days else []
