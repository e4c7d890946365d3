"""A draft as the publication that it would become: the same rows, not saved, for pages that show them."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from gongkai.ground.orgs import queries as orgs

from ..models import Publication, Relation, Version
from ..rules import Draft, Status
from ..rules.content import JOINT, prepare
from .keys import targets

SHOWN = (
    *("kind", "title", "document_number", "subject_category", "disclosure", "migrated"),
    *("made_on", "published_at", "effective_on", "expires_on"),
)


@dataclass(frozen=True, slots=True)
class AsPublic:
    """Rows that must never be saved; a new publication has neither identifier nor path yet."""

    publication: Publication
    version: Version
    relations: list[Relation]


def as_public(draft: Draft, changes: Publication | None, now: datetime) -> AsPublic:
    """What ``publish`` would make of a draft, or ``republish`` of one that changes a publication.

    Raises Unpublishable, which says what the draft lacks.
    """
    item = prepare(draft)
    row = copy(changes) if changes else Publication(publisher=orgs.by_code(draft.publisher), version=0)
    for name in SHOWN:
        setattr(row, name, getattr(draft, name))
    row.number_key, row.issuing_bodies = item.number_key, JOINT.join(draft.issuing_bodies)
    row.version += 1
    row.status = Status.PUBLISHED
    version = Version(
        publication=row, number=row.version, metadata=item.metadata, html=draft.html, text=draft.text, at=now
    )
    return AsPublic(row, version, _relations(row, item.draft))


def _relations(row: Publication, draft: Draft) -> list[Relation]:
    """The draft's relations with the publications that their keys mean."""
    keys = targets(found.target_key for found in draft.relations)
    others = Publication.objects.select_related("publisher").in_bulk(set(keys.values()) - {row.pk})
    return [
        Relation(
            source=row,
            kind=found.kind,
            target=others.get(keys.get(found.target_key, 0)),
            target_key=found.target_key,
            label=found.label,
            evidence=found.evidence,
            state=found.state,
        )
        for found in draft.relations
    ]
