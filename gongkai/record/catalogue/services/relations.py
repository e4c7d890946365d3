"""Relations that persons state, confirm or reject, and targets that other programs find."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Publication, Relation
from ..rules import RelationKind, RelationState, RuleBroken
from ..rules.content import MAX_EVIDENCE, relation_digest
from ..rules.validity import EFFECTS
from . import entries, links, placements, rows


def relate(source: str, target: str, kind: RelationKind, *, evidence: str = "", by: Actor) -> Relation:
    """State a confirmed relation between two publications (catalogue duty at the source's publisher)."""
    now = timezone.now()
    with transaction.atomic():
        row = entries.one(source, by, Duty.CATALOGUE)
        other = Publication.objects.filter(identifier=target).first()
        if other is None or other.pk == row.pk:
            raise RuleBroken(f"{target} 不存在或就是本条，请核对索引号")
        if Relation.objects.filter(source=row, kind=kind, target=other).exists():
            raise RuleBroken("这条关系已经存在，请直接确认")
        relation = Relation.objects.create(
            source=row,
            kind=kind,
            target=other,
            target_key=f"id:{target}",
            label=target,  # not its title, which must be gone everywhere when the law removes it
            evidence=evidence[:MAX_EVIDENCE],
            state=RelationState.CONFIRMED,
        )
        _record("publication.related", row, relation, by, now)
    return relation


def confirm_relation(source: str, kind: RelationKind | str, target_key: str, *, by: Actor) -> Relation:
    """Confirm what the program found; a confirmed repeal or amendment changes the target's validity."""
    return _decide(source, kind, target_key, RelationState.CONFIRMED, by)


def reject_relation(source: str, kind: RelationKind | str, target_key: str, *, by: Actor) -> Relation:
    """Reject a relation; it is shown no more, and its effect on the target's validity ends."""
    return _decide(source, kind, target_key, RelationState.REJECTED, by)


def link(source: str, kind: RelationKind | str, target_key: str, target: str, *, by: Actor) -> Relation:
    """Give a relation without a target the publication that its words mean, in the caller's transaction.

    The relation's state stays; a relation that has a target already is left alone.
    """
    now = timezone.now()
    with transaction.atomic():
        row = entries.one(source, by)
        relation = _held(row, kind, target_key)
        other = Publication.objects.filter(identifier=target).first()
        if other is None or other.pk == row.pk:
            raise RuleBroken(f"{target} 不存在或就是本条，请核对索引号")
        if relation.target_id is None:
            relation.target = other
            relation.save(update_fields=["target"])
            _record("publication.related", row, relation, by, now)
    return relation


def _decide(
    source: str, kind: RelationKind | str, target_key: str, state: RelationState, by: Actor
) -> Relation:
    now = timezone.now()
    with transaction.atomic():
        row = entries.one(source, by, Duty.CATALOGUE)
        relation = _held(row, kind, target_key)
        if relation.state == state:
            raise RuleBroken(f"这条关系已经是“{state.label}”")
        relation.state = state
        relation.save(update_fields=["state"])
        _record(f"publication.relation_{state.value}", row, relation, by, now)
    return relation


def _held(row: Publication, kind: RelationKind | str, target_key: str) -> Relation:
    found = Relation.objects.select_for_update().filter(source=row, kind=kind, target_key=target_key).first()
    if found is None:
        raise RuleBroken(f"{row.identifier} 没有这条关系，可能已随新版本更新，请刷新")
    return found


def _record(kind: str, row: Publication, relation: Relation, by: Actor, at: datetime) -> None:
    """One entry for the source; one more when the target's validity changes with it."""
    target = relation.target
    facts = rows.facts(row, row.publisher.code) | placements.standings([row])[row.pk].facts()
    digest = relation_digest(relation.kind, relation.target_key, relation.label, relation.evidence)
    facts |= {"relation": digest, "related": [target.identifier] if target else []}
    if target and relation.kind == RelationKind.INTERPRETS:
        facts |= links.beside({row.pk: [target.pk]})[row.pk]
    record_many(kind, [(row.identifier, facts)], by=by, at=at)
    if relation.kind in EFFECTS and relation.target_id:
        links.record_revalued(links.revalue([relation.target_id], at).values(), by=by, at=at)
