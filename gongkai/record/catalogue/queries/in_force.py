"""Documents in force of an organisation, and those whose last day comes near: what a validity sweep reads."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ..models import Publication
from ..rules import Kind, Status, Validity

IN_FORCE = (Validity.VALID, Validity.AMENDED)


def of(organisation: int, *, expiring_by: date | None = None) -> QuerySet[Publication]:
    """Public documents in force that an organisation (primary key) published, oldest first; with a day only
    those whose last day comes by then."""
    rows = Publication.objects.filter(
        publisher=organisation, kind=Kind.DOCUMENT, status=Status.PUBLISHED, validity__in=IN_FORCE
    )
    rows = rows.filter(expires_on__lte=expiring_by) if expiring_by else rows
    return rows.order_by("published_at", "pk")


def expiring(organisations: Iterable[int], by: date, limit: int = 50) -> list[Publication]:
    """Documents in force whose last day comes by a day, the nearest first."""
    rows = Publication.objects.filter(
        publisher__in=list(organisations), kind=Kind.DOCUMENT, status=Status.PUBLISHED,
        validity__in=IN_FORCE, expires_on__lte=by,
    )  # fmt: skip
    return list(rows.select_related("publisher").order_by("expires_on", "pk")[:limit])


def rows(keys: Iterable[int]) -> list[Publication]:
    """Publications by primary key with their publishers, whatever became of them."""
    return list(Publication.objects.select_related("publisher").filter(pk__in=list(keys)).order_by("pk"))
