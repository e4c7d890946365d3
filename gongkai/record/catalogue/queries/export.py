"""The whole public catalogue as plain values, one publication at a time.

Each value holds ``identifier, path, status, reason, ending, successor, publisher, channels, relations,
versions``; a version holds ``number, at, digest`` and, while the public may read it, ``metadata, html`` and
``text``. The digest is recomputed from these alone (SHA-256 of canonical JSON of identifier, number,
metadata, html and text), so that an export proves itself against the ledger; ``metadata`` with html and text
has every field of a draft, so that it can be imported again. Of other publications only what their pages
say is exported.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from ..models import Placement, Publication, Relation, Version
from ..rules import RelationState
from ..rules.endings import readable
from .publications import metadata

BATCH = 200


def total() -> int:
    """How many publications an export holds."""
    return Publication.objects.count()


def export(after: int = 0) -> Iterator[dict[str, Any]]:
    """Every publication by primary key above ``after``, tombstones included; memory for one batch only."""
    while True:
        rows = (
            Publication.objects.filter(pk__gt=after).select_related("publisher", "successor").order_by("pk")
        )
        found = list(rows[:BATCH])
        yield from _values(found)
        if len(found) < BATCH:
            return
        after = found[-1].pk


def _values(found: list[Publication]) -> Iterator[dict[str, Any]]:
    keys = [row.pk for row in found]
    public = {row.pk for row in found if readable(row.status, row.ending)}
    versions: dict[int, list[dict[str, Any]]] = {key: [] for key in keys}
    for version in Version.objects.filter(publication__in=keys).order_by("publication", "number"):
        value = {
            "number": version.number,
            "at": timezone.localtime(version.at).isoformat(),
            "digest": version.digest,
        }
        if version.publication_id in public:
            value |= {"metadata": metadata(version), "html": version.html, "text": version.text}
        versions[version.publication_id].append(value)
    channels: dict[int, list[str]] = {key: [] for key in keys}
    placed = Placement.objects.filter(publication__in=keys).order_by("channel__position", "channel__code")
    for key, code in placed.values_list("publication", "channel__code"):
        channels[key].append(code)
    relations: dict[int, list[dict[str, str]]] = {key: [] for key in keys}
    related = Relation.objects.filter(source__in=keys).exclude(state=RelationState.REJECTED).order_by("id")
    for relation in related.select_related("target"):
        relations[relation.source_id].append(
            {
                "kind": relation.kind,
                "state": relation.state,
                "target_key": relation.target_key,
                "target": relation.target.identifier if relation.target else "",
                "label": relation.label,
            }
        )
    for row in found:
        yield {
            "identifier": row.identifier,
            "path": row.path,
            "status": row.status,
            "reason": row.reason,
            "ending": row.ending,
            "successor": row.successor.identifier if row.successor else "",
            "publisher": row.publisher.code,
            "validity": row.validity,
            "channels": channels[row.pk],
            "relations": relations[row.pk],
            "versions": versions[row.pk],
        }
