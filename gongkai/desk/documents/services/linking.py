"""After the records of a run are in: interpretations are tied to what they explain, where both are here.

Two ways that the catalogue's own keys cannot follow: links that a source states between its records, and
titles that name only what was issued (解读《甲办法》 explains 某市人民政府关于印发甲办法的通知). Done again
on every run, so that a run that was killed is completed by the next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, RelationKind, Status
from gongkai.record.catalogue.services import relations

from ..models import ImportedRecord
from ..rules.reading import Reading
from ..rules.source import Pointer

AT_ONCE = 400
STATED = "来源给出的对应关系"


@dataclass(slots=True)
class Ties:
    """What a run brought that may tie records together."""

    cores: set[str] = field(default_factory=set)
    interpretations: set[str] = field(default_factory=set)
    pointers: list[Pointer] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        if reading.core:
            self.cores.add(reading.core)
        if reading.prepared is not None and reading.prepared.draft.kind is Kind.INTERPRETATION:
            self.interpretations.add(reading.key)
        self.pointers += reading.pointers


def tie(ties: Ties, *, by: Actor) -> list[dict[str, Any]]:
    """Link what can be linked; a report line for every interpretation of the run, linked or not."""
    for pointer in ties.pointers:
        follow(pointer, by)
    waiting = explaining(ties)
    documents = explained({core for cores, _ in waiting.values() for core in cores})
    lines = []
    for identifier, (cores, publication) in sorted(waiting.items()):
        document = next((documents[core] for core in sorted(cores) if core in documents), "")
        lines.append(settle(identifier, publication, document, by))
    return lines


def explaining(ties: Ties) -> dict[str, tuple[set[str], Any]]:
    """Interpretations of this run, and earlier ones that may explain one of its documents, by identifier."""
    found: dict[str, tuple[set[str], Any]] = {}
    rows = ImportedRecord.objects.filter(publication__kind=Kind.INTERPRETATION).select_related("publication")
    for column, values in (("core", ties.cores), ("source_key", ties.interpretations)):
        for some in chunks(values):
            for record in rows.filter(**{f"{column}__in": some}):
                publication: Any = record.publication
                if publication.status == Status.PUBLISHED:
                    found.setdefault(publication.identifier, (set(), publication))[0].add(record.core)
    return found


def explained(cores: set[str]) -> dict[str, str]:
    """The document of each core: the first one imported that is still public."""
    found: dict[str, str] = {}
    rows = ImportedRecord.objects.exclude(publication=None).exclude(publication__kind=Kind.INTERPRETATION)
    for some in chunks(cores - {""}):
        public = rows.filter(core__in=some, publication__status=Status.PUBLISHED).order_by("publication_id")
        for core, identifier in public.values_list("core", "publication__identifier"):
            found.setdefault(core, identifier)
    return found


def settle(identifier: str, publication: Any, document: str, by: Actor) -> dict[str, Any]:
    """Link one interpretation if it is not linked yet; its report line."""
    named = [r for r in catalogue.relations(publication) if r.kind == RelationKind.INTERPRETS]
    for relation in named:
        if relation.target is not None:
            return {"link": identifier, "explains": relation.target.identifier}
    if document and document != identifier and named:
        relations.link(identifier, RelationKind.INTERPRETS, named[0].target_key, document, by=by)
        return {"link": identifier, "explains": document}
    return {"link": identifier, "explains": None, "label": named[0].label if named else "没有写明解读什么"}


def follow(pointer: Pointer, by: Actor) -> None:
    """Make a link that the source states, when both records are public and it is not there yet."""
    keys = {pointer.source, pointer.target}
    records = ImportedRecord.objects.filter(source_key__in=keys).exclude(publication=None)
    found: dict[str, Any] = {r.source_key: r.publication for r in records.select_related("publication")}
    source, target = found.get(pointer.source), found.get(pointer.target)
    if source is None or target is None or source.pk == target.pk or source.status != Status.PUBLISHED:
        return
    named = [r for r in catalogue.relations(source) if r.kind == RelationKind.INTERPRETS]
    if any(r.target_id == target.pk for r in named):
        return
    unresolved = next((r for r in named if r.target_id is None), None)
    if unresolved is not None:
        relations.link(
            source.identifier, RelationKind.INTERPRETS, unresolved.target_key, target.identifier, by=by
        )
    else:
        relations.relate(
            source.identifier, target.identifier, RelationKind.INTERPRETS, evidence=STATED, by=by
        )


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), AT_ONCE):
        yield ordered[at : at + AT_ONCE]
