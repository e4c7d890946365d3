"""Public items of one kind, narrowed by who published them, about what and in which month; and what there is
to narrow by."""

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs

from ..models import Publication
from ..rules import Kind, Status
from .lists import Page, page


def browse(
    kind: Kind,
    *,
    publisher: str = "",
    category: str = "",
    month: date | None = None,
    before: str | None = None,
    limit: int = 20,
) -> Page:
    """A page, newest first; ``month`` is any day of it. Raises ValueError for a bad cursor."""
    rows = _public(kind).select_related("publisher").order_by("-published_at", "-id")
    if publisher:
        organisation = orgs.by_code(publisher)
        if organisation is None:
            return Page([], None)
        rows = rows.filter(publisher=organisation.pk)
    if category:
        rows = rows.filter(subject_category=category)
    if month:
        rows = rows.filter(published_at__gte=_start(month), published_at__lt=_start(_following(month)))
    return page(rows, before, limit)


def categories(kind: Kind) -> list[str]:
    """Subjects under which something of the kind is public."""
    found = _public(kind).order_by().values_list("subject_category", flat=True).distinct()
    return sorted(filter(None, found))


def publishers(kind: Kind) -> list[str]:
    """Codes of organisations of which something of the kind is public."""
    return sorted(_public(kind).order_by().values_list("publisher__code", flat=True).distinct())


def months(kind: Kind) -> list[date]:
    """First days of the months in which something of the kind was published, newest first."""
    local = TruncMonth("published_at", tzinfo=timezone.get_current_timezone())
    found = _public(kind).order_by().annotate(month=local).values_list("month", flat=True).distinct()
    return sorted((timezone.localdate(one) for one in found), reverse=True)


def _public(kind: Kind) -> QuerySet[Publication]:
    return Publication.objects.filter(status=Status.PUBLISHED, kind=kind)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day.replace(day=1), time()))


def _following(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
