"""Take-downs within the caller's scope: what waits for a second person, and what was decided."""

from datetime import datetime

from django.db.models import QuerySet

from gongkai.ground.orgs.rules import Scope

from ..models import TakeDown
from ..rules.endings import Verdict
from .staff import publishers

COUNTED = 1_000  # beyond this many a count says "1000" and costs no more


def within(scope: Scope) -> QuerySet[TakeDown]:
    rows = TakeDown.objects.select_related("publication__publisher", "opened_by", "reviewed_by")
    keys = publishers(scope)
    return rows if keys is None else rows.filter(publication__publisher__in=keys)


def waiting(scope: Scope, limit: int = 100) -> list[TakeDown]:
    """Those that nobody has reviewed, the longest waiting first."""
    return list(within(scope).filter(verdict=Verdict.WAITING).order_by("review_by", "pk")[:limit])


def waiting_count(scope: Scope) -> int:
    """How many wait for their review, at most ``COUNTED``."""
    return within(scope).filter(verdict=Verdict.WAITING)[:COUNTED].count()


def overdue(scope: Scope, now: datetime) -> int:
    """How many were to be reviewed before now, at most ``COUNTED``."""
    return within(scope).filter(verdict=Verdict.WAITING, review_by__lt=now)[:COUNTED].count()


def reviewed(scope: Scope, limit: int = 30) -> list[TakeDown]:
    """The latest that were decided."""
    return list(within(scope).exclude(verdict=Verdict.WAITING).order_by("-reviewed_at", "-pk")[:limit])


def take_down(scope: Scope, number: int) -> TakeDown | None:
    """One take-down; None outside the scope, so that the screen answers 404."""
    return within(scope).filter(pk=number).first()


def open_of(publication: int) -> TakeDown | None:
    """The take-down of a publication (primary key) that waits for its review."""
    return TakeDown.objects.filter(publication=publication, verdict=Verdict.WAITING).first()
