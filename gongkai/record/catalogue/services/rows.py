"""Rows of a publication made from a prepared draft, and the facts that its ledger entries carry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import Publication, Version
from ..rules import TOMBSTONE, Disclosure, items
from ..rules.content import JOINT, Prepared, reason_digest
from ..rules.validity import Dates, on

# Columns that a version decides; the others are given once or come from events.
COLUMNS = [
    *("kind", "title", "title_key", "document_number", "number_key", "issuing_bodies", "mandatory_item"),
    *(
        "item",
        "subject_category",
        "disclosure",
        "made_on",
        "published_at",
        "effective_on",
        "expires_on",
        "migrated",
    ),
]


def columns(item: Prepared) -> dict[str, Any]:
    """The publication's columns that follow from a version."""
    draft = item.draft
    return {name: getattr(draft, name) for name in COLUMNS if hasattr(draft, name)} | {
        "title_key": item.title_key,
        "number_key": item.number_key,
        "item": draft.mandatory_item,
        "mandatory_item": items.article(draft.mandatory_item),
        "issuing_bodies": JOINT.join(draft.issuing_bodies),
    }


def path(identifier: str) -> str:
    """The permanent address of a publication."""
    return f"/publications/{identifier}"


def publication(item: Prepared, publisher_id: int, now: datetime) -> Publication:
    """A new publication's row, not yet saved and without its identifier."""
    row = Publication(publisher_id=publisher_id, **columns(item))
    row.validity = validity(row, now)
    return row


def version(item: Prepared, row: Publication, now: datetime) -> Version:
    """The row of the publication's present version, not yet saved and without its digest."""
    draft = item.draft
    return Version(
        publication=row,
        number=row.version,
        metadata=item.metadata,
        html=draft.html,
        text=draft.text,
        at=now,
    )


def seal(pairs: Iterable[tuple[Prepared, Publication]], versions: Iterable[Version]) -> None:
    """Give versions their digests, now that the identifiers are known."""
    for (item, row), made in zip(pairs, versions, strict=True):
        made.digest = item.digest(row.identifier, row.version)


def tombstone() -> dict[str, Any]:
    """What the columns say of a publication that was removed by law."""
    blank: dict[str, Any] = dict.fromkeys(
        ("number_key", "document_number", "issuing_bodies", "mandatory_item", "subject_category", "validity"),
        "",
    )
    dates = ("made_on", "effective_on", "expires_on", "repealed_on", "amended_on", "lapsed_on")
    blank |= dict.fromkeys(dates)
    blank |= {"item": "", "due_on": None, "late_days": None}
    return blank | {"title": TOMBSTONE, "title_key": "", "disclosure": Disclosure.PROACTIVE}


def dates(row: Publication) -> Dates:
    """The dates that decide the validity of a publication."""
    return Dates(row.effective_on, row.expires_on, row.repealed_on, row.amended_on, row.lapsed_on)


def validity(row: Publication, now: datetime) -> str:
    """The validity of a publication on the local day of ``now``."""
    return on(row.kind, dates(row), timezone.localdate(now))


def facts(row: Publication, publisher: str, digest: str = "") -> dict[str, Any]:
    """Codes, hashes and dates only: what the public may read in the ledger of any event of a publication."""
    known: dict[str, Any] = {
        "identifier": row.identifier,
        "version": row.version,
        "kind": str(row.kind),
        "publisher": publisher,
        "published_at": timezone.localtime(row.published_at).isoformat(),
        "validity": str(row.validity),
    }
    if digest:
        known["digest"] = digest
    if row.migrated:
        known["migrated"] = True
    if row.repealed_on:
        known["repealed_on"] = row.repealed_on.isoformat()
    if row.amended_on:
        known["amended_on"] = row.amended_on.isoformat()
    if row.lapsed_on:
        known["lapsed_on"] = row.lapsed_on.isoformat()
    if row.due_on:
        known["due_on"] = row.due_on.isoformat()
    if row.late_days:
        known["late_days"] = row.late_days
    if row.ending:
        known |= {"ending": str(row.ending), "reason_digest": reason_digest(row.reason)}
    if row.successor:
        known["successor"] = row.successor.identifier
    return known
