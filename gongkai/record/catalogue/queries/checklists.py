"""The items of organisations with what was last published, what is missing and what came late.

One look into an index for each item: the publications themselves are never counted through.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from gongkai.ground.language.rules.labels import Labelled
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import DisclosureItem, Publication
from ..rules import Status, limits
from .staff import publishers


class State(Labelled):
    """How an item stands today."""

    KEPT = "kept", "按期公开"
    LATE = "late", "有逾期公开"
    GAP = "gap", "到期未公开"
    EMPTY = "empty", "还没有内容"


@dataclass(frozen=True, slots=True)
class Line:
    """An item, its newest publication ("" and None without one), its gap and how many came late."""

    item: DisclosureItem
    identifier: str
    title: str
    last_at: datetime | None
    state: State
    gap: limits.Gap | None
    late: int

    @property
    def path(self) -> str:
        return f"/publications/{self.identifier}" if self.identifier else ""


@dataclass(slots=True)
class Total:
    """What an organisation's items add up to."""

    organisation: Any
    items: int = 0
    gaps: int = 0
    empty: int = 0
    late: int = 0
    uncomputed: int = 0


def lines(organisation: Any, today: date) -> list[Line]:
    """The checklist of one organisation (its row), in three statements."""
    rows = list(_dated(DisclosureItem.objects.filter(organisation=organisation.pk, to_number=None)))
    late = late_counts([organisation.pk]) if rows else {}
    titles = dict(
        Publication.objects.filter(pk__in=[row.last_pk for row in rows if row.last_pk]).values_list(
            "pk", "title"
        )
    )
    return [
        Line(
            row,
            row.last_identifier or "",
            titles.get(row.last_pk, ""),
            row.last_at,
            *_state(row.limit_rule, row.last_at, today, late.get((organisation.pk, row.code), 0)),
            late.get((organisation.pk, row.code), 0),
        )
        for row in rows
    ]


def totals(scope: Scope, today: date) -> list[Total]:
    """Every organisation in the scope that has a catalogue, most gaps first; plain values: items are many."""
    keys = publishers(scope)
    rows = DisclosureItem.objects.filter(to_number=None)
    rows = rows if keys is None else rows.filter(organisation__in=keys)
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    dated = rows.annotate(last_at=Subquery(_newest().values("published_at")[:1])).order_by()
    for organisation, rule, last_at in dated.values_list("organisation", "limit_rule", "last_at"):
        state, _ = _state(rule, last_at, today)
        counted[organisation].update(("items", str(state), *(() if rule else ("uncomputed",))))
    for (organisation, _), count in late_counts(counted).items():
        counted[organisation]["late"] += count
    bodies = {body.pk: body for body in orgs.below(scope)}
    found = [
        Total(bodies[key], n["items"], n[State.GAP], n[State.EMPTY], n["late"], n["uncomputed"])
        for key, n in counted.items()
    ]
    return sorted(found, key=lambda total: (-total.gaps, -total.late, total.organisation.code))


def late_counts(organisations: Iterable[int]) -> dict[tuple[int, str], int]:
    """How many public items came after their due day, by (organisation key, item code)."""
    rows = Publication.objects.filter(publisher__in=list(organisations), late_days__isnull=False)
    counted = rows.values("publisher", "item", "status").annotate(n=Count("pk")).order_by()
    return {(row["publisher"], row["item"]): row["n"] for row in counted if row["status"] == Status.PUBLISHED}


def late(organisation: Any, code: str, limit: int = 20) -> list[Publication]:
    """The newest public items of one item of an organisation that came late."""
    rows = Publication.objects.filter(
        publisher=organisation.pk, item=code, status=Status.PUBLISHED, late_days__isnull=False
    )
    return list(rows.order_by("-published_at", "-id")[:limit])


def _newest() -> QuerySet[Publication]:
    """The public items of an item, newest first: one step into the index ``pub_by_own_item``."""
    rows = Publication.objects.filter(publisher=OuterRef("organisation"), item=OuterRef("code"))
    return rows.filter(status=Status.PUBLISHED).order_by("-published_at", "-id")


def _dated(rows: QuerySet[DisclosureItem]) -> QuerySet[Any]:
    """Items with their newest public item."""
    newest = {
        f"last_{short}": Subquery(_newest().values(name)[:1])
        for short, name in (("at", "published_at"), ("pk", "pk"), ("identifier", "identifier"))
    }
    return rows.annotate(**newest).order_by("position")


def _state(
    rule: str, last_at: datetime | None, today: date, late: int = 0
) -> tuple[State, limits.Gap | None]:
    missing = limits.gap(rule, timezone.localdate(last_at) if last_at else None, today)
    if missing:
        return State.GAP, missing
    if not last_at:
        return State.EMPTY, None
    return (State.LATE if late else State.KEPT), None
