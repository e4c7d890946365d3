"""What goes into a package for archive and library, and what was delivered before."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from gongkai.ground.ledger import queries as ledger

from ..models import Publication, Version
from ..rules.packages import Wanted

BATCH = 100
DELIVERED = "archive.delivered"  # the ledger's kind; subject is the organisation's code


def keys(wanted: Wanted) -> list[int]:
    """Primary keys of an organisation's publications of these days, oldest first, in whatever state."""
    rows = Publication.objects.filter(
        publisher__code=wanted.organisation,
        published_at__gte=_midnight(wanted.first),
        published_at__lt=_midnight(wanted.last + timedelta(days=1)),
    )
    return list(rows.order_by("published_at", "pk").values_list("pk", flat=True))


def publications(found: list[int]) -> Iterator[tuple[Publication, list[Version]]]:
    """Each publication with all its versions, in the order of the keys; memory for one batch only."""
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        rows = Publication.objects.select_related("publisher").in_bulk(some)
        versions: dict[int, list[Version]] = {key: [] for key in some}
        for version in Version.objects.filter(publication__in=some).order_by("number"):
            versions[version.publication_id].append(version)
        for key in some:
            yield rows[key], versions[key]


def delivered(organisation: str, limit: int = 50) -> list[dict[str, Any]]:
    """Packages of an organisation, newest first: ``at``, ``index``, ``post`` and the entry's facts."""
    entries = [entry for entry in ledger.of(organisation) if entry.kind == DELIVERED]
    return [
        {"at": entry.at, "index": entry.index, "post": entry.post, **ledger.facts(entry)}
        for entry in reversed(entries[-limit:])
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
