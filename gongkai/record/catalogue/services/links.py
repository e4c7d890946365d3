"""Old addresses and relations of publications, both ways, and what confirmed relations do to validity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter

from django.db.models import Q
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor

from ..models import Alias, Publication, Relation
from ..queries.keys import targets
from ..rules import RelationKind, RelationState, Status
from ..rules.content import Prepared, local_part
from ..rules.validity import EFFECTS, effects, first_day
from . import placements, rows

Pairs = Sequence[tuple[Prepared, Publication]]
REVALUED = ["repealed_on", "amended_on", "lapsed_on", "validity"]
# A source that is only taken down for the time being goes on repealing what it repealed.
HOLDING = (Status.PUBLISHED, Status.SUSPENDED)


@dataclass(slots=True)
class Linked:
    """What linking changed: pages to show anew by primary key, and documents whose validity may change."""

    related: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    affected: set[int] = field(default_factory=set)
    explained: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def tie(self, source: int, target: int, kind: str = "") -> None:
        """``explained`` are the targets of interpretations: lists count these."""
        self.related[source].add(target)
        self.related[target].add(source)
        if kind == RelationKind.INTERPRETS:
            self.explained[source].add(target)

    def tie_all(self, sources: Iterable[Publication]) -> None:
        """Tie every relation that the sources have, either way: a new title shows on all those pages."""
        keys = [source.pk for source in sources]
        both = Relation.objects.filter(Q(source__in=keys) | Q(target__in=keys)).exclude(target=None)
        for source, target, kind in both.values_list("source", "target", "kind"):
            self.tie(source, target, kind)

    def names(self) -> dict[int, str]:
        """Identifiers of every publication that is tied to another."""
        tied = set(self.related)
        return dict(Publication.objects.filter(pk__in=tied).values_list("pk", "identifier")) if tied else {}


def aliases(pairs: Pairs) -> list[Alias]:
    """Rows for the address that each source had, not yet saved; in one order, so that writers never cross."""
    known = sorted(((row, item.address) for item, row in pairs if item.address), key=itemgetter(1))
    return [Alias(publication=row, url=key, local=local_part(key)) for row, key in known]


def relations(pairs: Pairs) -> list[Relation]:
    """Rows for the relations that drafts name, not yet saved and without targets."""
    return [
        Relation(
            source=row,
            kind=found.kind,
            target_key=found.target_key,
            label=found.label,
            evidence=found.evidence,
            state=found.state,
        )
        for item, row in pairs
        for found in item.draft.relations
    ]


def lost(sources: Sequence[Publication]) -> list[tuple[int, int, str]]:
    """(source, target, kind) of what ``renewed`` may forget: those targets' pages change as well."""
    found = Relation.objects.filter(source__in=[row.pk for row in sources], state=RelationState.FOUND)
    return list(found.exclude(target=None).values_list("source", "target", "kind"))


def renewed(pairs: Pairs) -> list[Relation]:
    """The relations of new versions, the found ones of earlier versions forgotten; decided ones stay."""
    sources = [row.pk for _, row in pairs]
    Relation.objects.filter(source__in=sources, state=RelationState.FOUND).delete()
    kept = set(Relation.objects.filter(source__in=sources).values_list("source", "kind", "target_key"))
    return [new for new in relations(pairs) if (new.source.pk, str(new.kind), new.target_key) not in kept]


def link(pairs: Pairs, named: list[Relation], old: list[Alias]) -> Linked:
    """Save relations and old addresses; find targets, also for relations that waited for these publications.

    Of two publications with one old address the first keeps it.
    """
    Alias.objects.bulk_create(old, ignore_conflicts=True)
    known = targets(relation.target_key for relation in named) if named else {}
    for relation in named:
        target = known.get(relation.target_key)
        if target != relation.source.pk:
            relation.target_id = target
    Relation.objects.bulk_create(named)
    linked = Linked()
    for relation in [*named, *_resolve_pending({key for item, _ in pairs for key in item.keys})]:
        if relation.target_id:
            linked.tie(relation.source_id, relation.target_id, relation.kind)
            if relation.kind in EFFECTS and relation.state == RelationState.CONFIRMED:
                linked.affected.add(relation.target_id)
    return linked


def _resolve_pending(keys: set[str]) -> list[Relation]:
    pending = list(Relation.objects.filter(target=None, target_key__in=keys))
    known = targets(relation.target_key for relation in pending) if pending else {}
    resolved = []
    for relation in pending:
        target = known.get(relation.target_key)
        if target and target != relation.source_id:
            relation.target_id = target
            resolved.append(relation)
    Relation.objects.bulk_update(resolved, ["target"])
    return resolved


def revalue(keys: Iterable[int], now: datetime) -> dict[int, Publication]:
    """Recompute repeal, amendment and validity from confirmed relations; the publications that changed."""
    keys = sorted(set(keys))
    if not keys:
        return {}
    confirmed = Relation.objects.filter(
        target__in=keys, state=RelationState.CONFIRMED, kind__in=EFFECTS, source__status__in=HOLDING
    )
    days = defaultdict(list)
    for target, kind, effective_on, made_on, published_at in confirmed.values_list(
        "target", "kind", "source__effective_on", "source__made_on", "source__published_at"
    ):
        days[target].append((kind, first_day(effective_on, made_on, timezone.localdate(published_at))))
    changed = {}
    locked = Publication.objects.select_for_update(of=("self",), no_key=True).select_related("publisher")
    for row in locked.filter(pk__in=keys).order_by("pk"):
        before = [getattr(row, name) for name in REVALUED]
        row.repealed_on, row.amended_on, row.lapsed_on = effects(days[row.pk])
        row.validity = rows.validity(row, now)
        if [getattr(row, name) for name in REVALUED] != before:
            changed[row.pk] = row
    Publication.objects.bulk_update(changed.values(), REVALUED)
    return changed


def affected_by(sources: Iterable[Publication]) -> set[int]:
    """Documents that confirmed relations of these sources repeal, supersede or amend."""
    decided = Relation.objects.filter(
        source__in=list(sources), state=RelationState.CONFIRMED, kind__in=EFFECTS
    )
    return set(decided.exclude(target=None).values_list("target", flat=True))


def record_revalued(changed: Iterable[Publication], *, by: Actor, at: datetime) -> None:
    """An entry for each publication whose validity changed because of another's."""
    altered = list(changed)
    if altered:
        standing = placements.standings(altered)
        entries = [
            (row.identifier, rows.facts(row, row.publisher.code) | standing[row.pk].facts())
            for row in altered
        ]
        record_many("publication.validity_changed", entries, by=by, at=at)


def beside(explained: Mapping[int, Iterable[int]]) -> dict[int, dict[str, list[str]]]:
    """By interpretation, the channels and organisations whose lists count it: where its documents stand."""
    wanted = {target for targets in explained.values() for target in targets}
    if not wanted:
        return {}
    rows = list(Publication.objects.select_related("publisher").filter(pk__in=wanted))
    standing = placements.standings(rows)
    codes = {row.pk: {row.publisher.code, *standing[row.pk].shown_by} for row in rows}
    return {
        source: {
            "beside_channels": sorted({code for pk in targets for code in standing[pk].channels}),
            "beside_organisations": sorted({code for pk in targets for code in codes[pk]}),
        }
        for source, targets in explained.items()
    }


def explained(source: Publication) -> dict[str, list[str]]:
    """``beside`` of one publication, as facts; {} when it interprets nothing."""
    relations = Relation.objects.filter(source=source, kind=RelationKind.INTERPRETS).exclude(target=None)
    return beside({source.pk: list(relations.values_list("target", flat=True))}).get(source.pk, {})


def tied(sources: Sequence[Publication]) -> list[str]:
    """Identifiers of the publications whose pages name one of these."""
    linked = Linked()
    linked.tie_all(sources)
    own = {source.identifier for source in sources}
    return sorted(set(linked.names().values()) - own)


def cut(row: Publication) -> None:
    """Forget a removed publication's own relations and old addresses; others' keep only what they wrote."""
    Relation.objects.filter(source=row).delete()
    Relation.objects.filter(target=row).update(target=None)
    Alias.objects.filter(publication=row).delete()
