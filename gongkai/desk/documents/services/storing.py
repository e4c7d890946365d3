"""A batch of readings goes into the catalogue in one transaction, with the record of how each of them ended.

Nothing with a personal-data hit becomes public: it waits in quarantine.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.rules import Draft
from gongkai.record.catalogue.rules.content import Prepared
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import publications

from ..models import ImportedRecord, QuarantinedRecord
from ..rules.identity import digest
from ..rules.outcomes import Decision, Outcome
from ..rules.reading import Reading
from .joining import Batch, Result, Standing, judge
from .turns import Turn

NOTE = "导入：来源内容有更新或补充"


def store(readings: Sequence[Reading], *, by: Actor, turn: Turn | None = None) -> list[Result]:
    """One batch, one transaction: publications, quarantine, and how each record ended; results in order."""
    batch = Batch(readings)
    results = [judge(reading, batch) for reading in readings]
    if not batch.fresh and not batch.held and not any(s.changed for s in batch.standing.values()):
        touched = [r for r in results if r.outcome is Outcome.UNCHANGED and not batch.unchanged(r.reading)]
        if not touched:
            return results
    turn = turn or Turn()
    turn.leave()
    with turn.held(), transaction.atomic():
        write(batch, results, by=by)
    return results


def write(batch: Batch, results: Sequence[Result], *, by: Actor) -> None:
    """Publish, republish, hold and remember, inside the caller's transaction.

    Needs the publishing duty at every publisher in the batch, also where nothing becomes public.
    """
    named = {r.prepared.draft.publisher for r in (one.reading for one in results) if r.prepared}
    for owner in orgs.by_codes(named).values():
        by.must(Duty.PUBLISH, owner.lineage)
    made = (
        publications.publish_many([prepared(standing) for standing in batch.fresh], by=by)
        if batch.fresh
        else []
    )
    for standing, publication in zip(batch.fresh, made, strict=True):
        standing.publication, standing.identifier = publication.pk, publication.identifier
    changed = [(s.identifier, s.draft) for s in batch.standing.values() if s.changed]
    if changed:
        publications.republish_many(changed, note=NOTE, by=by)
    publication_of: dict[str, int | None] = {}
    for standing in (*batch.fresh, *batch.standing.values()):
        for result in standing.results:
            result.identifier = standing.identifier
            publication_of[result.reading.key] = standing.publication
    hold(batch, by=by)
    remember(batch, results, publication_of)


def prepared(standing: Standing) -> Draft | Prepared:
    """As the parser prepared it, unless something was merged into it since."""
    first = standing.results[0].reading.prepared
    return first if first is not None and first.draft is standing.draft else standing.draft


def hold(batch: Batch, *, by: Actor) -> None:
    """Put readings with hits into quarantine; what waited before under the same key is replaced."""
    if not batch.held:
        return
    codes = orgs.by_codes(r.reading.prepared.draft.publisher for r in batch.held if r.reading.prepared)
    now = timezone.now()
    rows = []
    for result in batch.held:
        reading = result.reading
        assert reading.prepared is not None
        earlier = batch.known.get(reading.key)
        rows.append(
            QuarantinedRecord(
                source_key=reading.key,
                publisher=codes[reading.prepared.draft.publisher],
                title=reading.title,
                draft=pack(reading.prepared.draft),
                findings=orjson.dumps(reading.hits).decode(),
                decision=Decision.WAITING,
                at=now,
                publication_id=earlier.publication_id if earlier else None,
            )
        )
    QuarantinedRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source_key"],
        update_fields=["publisher", "title", "draft", "findings", "decision", "at"],
    )
    record_many(
        "quarantine.held",
        [
            (f"quarantine:{digest(r.reading.key)}", {"kinds": sorted({hit.kind for hit in r.reading.hits})})
            for r in batch.held
        ],
        by=by,
        at=now,
    )


def remember(batch: Batch, results: Iterable[Result], publication_of: dict[str, int | None]) -> None:
    """How each record ended, so that the next run knows; rejected ones leave nothing behind."""
    now: datetime = timezone.now()
    rows: dict[str, ImportedRecord] = {}
    for result in results:
        reading = result.reading
        if result.outcome is Outcome.REJECTED or batch.unchanged(reading):
            continue
        earlier = batch.known.get(reading.key)
        rows[reading.key] = ImportedRecord(
            source_key=reading.key,
            fingerprint=reading.fingerprint,
            outcome=result.outcome,
            publication_id=publication_of.get(reading.key) or (earlier.publication_id if earlier else None),
            address=reading.address,
            likeness=reading.likeness,
            core=reading.core[:200],
            at=now,
        )
    ImportedRecord.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["source_key"],
        update_fields=["fingerprint", "outcome", "publication", "address", "likeness", "core", "at"],
    )
