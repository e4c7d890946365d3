"""One shape for a publication in any list, built in bulk: never a statement per row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Validity

from .naming import Names, called, issued_by

SOON = timedelta(days=90)  # a document that ends this soon says so in lists; from practice, not law
TONES = {
    Validity.VALID.value: "done",
    Validity.PENDING.value: "waiting",
    Validity.AMENDED.value: "waiting",
    Validity.REPEALED.value: "seal",
    Validity.EXPIRED.value: "muted",
    Validity.LAPSED.value: "seal",
}
KINDS = {kind.value: kind.label for kind in Kind}
VALIDITIES = {validity.value: validity.label for validity in Validity}


@dataclass(frozen=True, slots=True)
class Row:
    """A publication in a list. ``validity`` is its Chinese label, ``validity_tone`` the tag's class."""

    path: str
    title: SafeString | str
    at: datetime | date | None
    number: str = ""
    publisher: str = ""
    kind: str = ""
    validity: str = ""
    validity_tone: str = ""
    expires_on: date | None = None
    expires_soon: bool = False
    interpretations: int = 0
    highlight: SafeString | str = ""
    found: bool = False
    withdrawn: bool = False


def brief(publication: Any, today: date | None = None) -> Row:
    """One publication with its publisher loaded."""
    day = today or timezone.localdate()
    state = catalogue.validity_on(publication, day)
    ends = publication.expires_on
    return Row(
        path=publication.path,
        title=publication.title,
        at=publication.published_at,
        number=publication.document_number,
        publisher=issued_by(
            publication.issuing_bodies, publication.publisher.name, called(publication.publisher)
        ),
        kind=KINDS.get(publication.kind, ""),
        validity=VALIDITIES.get(state, ""),
        validity_tone=TONES.get(state, "muted"),
        expires_on=ends,
        expires_soon=state == Validity.VALID and ends is not None and ends - day <= SOON,
    )


def briefs(publications: Iterable[Any]) -> list[Row]:
    """Rows for a list of publications with publishers loaded."""
    day = timezone.localdate()
    return [brief(publication, day) for publication in publications]


def with_interpretations(publications: Iterable[Any]) -> list[Row]:
    """Rows that also say how many interpretations each has; one statement more."""
    items = list(publications)
    counts = catalogue.interpretation_counts([publication.pk for publication in items])
    return [
        replace(row, interpretations=counts.get(publication.pk, 0))
        for row, publication in zip(briefs(items), items, strict=True)
    ]


def found(hits: Iterable[Any], names: Names) -> list[Row]:
    """Rows of a search."""
    return [
        Row(
            path=hit.path,
            title=mark_safe(hit.title_html),
            at=hit.published_at,
            number=hit.document_number,
            publisher=issued_by(
                hit.issuing_bodies,
                names.whole.get(hit.publisher, ""),
                names.bodies.get(hit.publisher, hit.publisher),
            ),
            kind=KINDS.get(hit.kind, ""),
            validity=VALIDITIES.get(hit.validity, ""),
            validity_tone=TONES.get(hit.validity, "muted"),
            highlight=mark_safe(hit.highlight_html),  # escaped by the engine; only its own marks are tags
        )
        for hit in hits
    ]
