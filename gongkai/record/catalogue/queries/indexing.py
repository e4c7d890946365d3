"""What the search index takes of a publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db.models import F

from ..models import Placement, Publication, Version
from ..rules import Status


@dataclass(frozen=True, slots=True)
class Indexable:
    """One public item; ``publisher`` and ``channels`` are codes, ``text`` the current plain text."""

    identifier: str
    path: str
    kind: str
    title: str
    document_number: str
    number_key: str
    publisher: str
    issuing_bodies: str
    mandatory_item: str
    subject_category: str
    validity: str
    published_at: datetime
    channels: tuple[str, ...]
    text: str
    source_index_number: str
    keywords: tuple[str, ...]
    summary: str


COLUMNS = (
    "identifier", "path", "kind", "title", "document_number", "number_key", "issuing_bodies",
    "mandatory_item", "subject_category", "validity", "published_at",
)  # fmt: skip


def indexable(identifiers: Iterable[str]) -> list[Indexable]:
    """Those of the identifiers that are public, in three statements."""
    rows = Publication.objects.filter(identifier__in=list(identifiers)).order_by("pk")
    known = rows.values("pk", "status", *COLUMNS, code=F("publisher__code"))
    found = [row for row in known if row["status"] == Status.PUBLISHED]
    keys = [row["pk"] for row in found]
    versions = Version.objects.filter(publication__in=keys, number=F("publication__version"))
    bodies = {key: (text, raw) for key, text, raw in versions.values_list("publication", "text", "metadata")}
    channels: dict[int, list[str]] = {}
    for key, code in Placement.objects.filter(publication__in=keys).values_list(
        "publication", "channel__code"
    ):
        channels.setdefault(key, []).append(code)
    return [
        Indexable(
            **{name: row[name] for name in COLUMNS},
            publisher=row["code"],
            channels=tuple(sorted(channels.get(row["pk"], ()))),
            text=bodies[row["pk"]][0],
            source_index_number=metadata.get("source_index_number", ""),
            keywords=tuple(metadata.get("keywords", ())),
            summary=metadata.get("summary", ""),
        )
        for row in found
        for metadata in [orjson.loads(bodies[row["pk"]][1])]
    ]
