"""The ledger entries of publications, and the locked rows that they are about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Publication, Version
from ..rules import RuleBroken, Status, Validity
from . import links, placements, rows

CHUNK = 1_000  # related pages named in one entry: an entry of the ledger has at most 65,535 bytes


def held(some: QuerySet[Publication]) -> QuerySet[Publication]:
    """Rows held until the transaction ends, always in one order."""
    return (
        some.select_for_update(of=("self",), no_key=True)
        .select_related("publisher", "successor")
        .order_by("pk")
    )


def locked(identifiers: Iterable[str]) -> QuerySet[Publication]:
    """The rows of these identifiers, held."""
    return held(Publication.objects.filter(identifier__in=identifiers))


def one(identifier: str, by: Actor, duty: Duty = Duty.PUBLISH) -> Publication:
    """One row, held, for an actor who has the duty at its publisher."""
    row = locked([identifier]).first()
    if row is None:
        raise RuleBroken(f"{identifier} 不存在")
    by.must(duty, row.publisher.lineage)
    return row


def due(on: date) -> QuerySet[Publication]:
    """Public documents whose stored validity a day has overtaken."""
    alive = [Validity.VALID, Validity.PENDING, Validity.AMENDED]
    passed = (
        Q(expires_on__lt=on, validity__in=alive)
        | Q(effective_on__lte=on, validity=Validity.PENDING)
        | Q(repealed_on__lte=on, validity__in=[*alive, Validity.EXPIRED])
        | Q(lapsed_on__lte=on, validity__in=[*alive, Validity.EXPIRED])
        | Q(amended_on__lte=on, validity=Validity.VALID)
    )
    return Publication.objects.filter(passed, status=Status.PUBLISHED)


def chunks(identifier: str, facts: dict[str, Any], related: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """The facts of one event with the pages that it changes; of more than CHUNK pages, further entries."""
    starts = range(0, max(1, len(related)), CHUNK)
    return [(identifier, facts | {"related": related[start : start + CHUNK]}) for start in starts]


def record_made(
    kind: str,
    made: list[Publication],
    versions: list[Version],
    standing: dict[int, placements.Standing],
    codes: dict[int, str],
    linked: links.Linked,
    *,
    by: Actor,
    at: datetime,
    was: Mapping[int, str] | None = None,
) -> None:
    """One entry for each publication made, and one for each other whose validity changed with it.

    ``was`` are the kinds before, by primary key: lists of that kind change as well.
    """
    revalued = links.revalue(linked.affected, at)
    names = linked.names()
    beside = links.beside({row.pk: linked.explained[row.pk] for row in made if row.pk in linked.explained})
    facts_of, more = [], []
    for row, version in zip(made, versions, strict=True):
        if changed := revalued.pop(row.pk, None):
            for name in links.REVALUED:
                setattr(row, name, getattr(changed, name))
        facts = rows.facts(row, codes[row.pk], version.digest) | standing[row.pk].facts()
        facts |= beside.get(row.pk, {})
        if was and was[row.pk] != row.kind:
            facts["was_kind"] = was[row.pk]
        related = sorted(names[pk] for pk in linked.related.get(row.pk, ()) if pk in names)
        first, *rest = chunks(row.identifier, facts, related)
        facts_of.append(first)
        more += rest
    record_many(kind, facts_of, by=by, at=at)
    if more:
        record_many("publication.related", more, by=by, at=at)
    links.record_revalued(revalued.values(), by=by, at=at)


def record_ended(
    kind: str,
    row: Publication,
    affected: set[int],
    *,
    by: Actor,
    at: datetime,
    standing: placements.Standing,
    related: list[str],
    beside: dict[str, list[str]],
) -> None:
    """The entry of a withdrawal or removal, and one for each document that it had repealed or amended."""
    facts = rows.facts(row, row.publisher.code) | standing.facts() | beside
    first, *more = chunks(row.identifier, facts, related)
    record_many(kind, [first], by=by, at=at)
    if more:
        record_many("publication.related", more, by=by, at=at)
    links.record_revalued(links.revalue(affected, at).values(), by=by, at=at)


def record_due(due: list[Publication], *, by: Actor, at: datetime) -> None:
    """An entry for each document whose validity a day has changed."""
    standing = placements.standings(due)
    for kind, some in (
        ("publication.expired", [row for row in due if row.validity == Validity.EXPIRED]),
        ("publication.validity_changed", [row for row in due if row.validity != Validity.EXPIRED]),
    ):
        if some:
            facts = [(r.identifier, rows.facts(r, r.publisher.code) | standing[r.pk].facts()) for r in some]
            record_many(kind, facts, by=by, at=at)
