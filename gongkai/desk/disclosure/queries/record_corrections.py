"""Reads of record corrections for staff; nothing sealed."""

from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import RecordCorrection


def within(scope: Scope) -> QuerySet[RecordCorrection]:
    rows = RecordCorrection.objects.select_related("organisation", "officer", "transferred_to")
    return rows.defer("sealed", "answer").filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> RecordCorrection | None:
    """A matter in the scope; None outside it."""
    return within(scope).filter(pk=key).first()


def listed(
    scope: Scope, state: str = "", before: int | None = None, limit: int = 30
) -> list[RecordCorrection]:
    """Of a state or of all, the newest first, from before a number on."""
    rows = within(scope).filter(state=state) if state else within(scope)
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[:limit])
