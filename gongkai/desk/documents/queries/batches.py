"""Batches within the caller's scope, their items, and what waits to be looked at."""

from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import Batch, BatchItem

LISTED = 50


def within(scope: Scope) -> QuerySet[Batch]:
    return Batch.objects.filter(organisation__in=orgs.below(scope)).select_related("organisation")


def latest(scope: Scope, limit: int = LISTED) -> list[Batch]:
    """The newest batches."""
    return list(within(scope).order_by("-opened_at", "-pk")[:limit])


def batch(scope: Scope, number: int) -> Batch | None:
    """One batch; None outside the scope, so that the screen answers 404."""
    return within(scope).filter(pk=number).first()


def items(batch: Batch, state: str = "", after: int = 0, limit: int = LISTED) -> list[BatchItem]:
    """Its items after a position, in order, without their payloads."""
    rows = batch.items.defer("payload").filter(position__gt=after).order_by("position")
    return list((rows.filter(state=state) if state else rows)[:limit])


def sampled(batch: Batch) -> list[BatchItem]:
    """Those that the seed chose to be looked at."""
    return list(batch.items.defer("payload").filter(sampled=True).order_by("position"))
