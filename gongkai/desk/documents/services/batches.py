"""Many publications in one go: done piece by piece in the background, each with its result.

A piece is one transaction: what it published and what it says of its items are stored together or not at all.
So a worker that is killed leaves whole pieces behind, and whoever goes on does none of them twice.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, system
from gongkai.record.catalogue.rules.content import Prepared

from ..models import Batch, BatchItem
from ..rules.batches import MAX_TROUBLE, PIECE, SLOW_PIECE, Progress, RuleBroken, State, sample
from . import batch_items as items_of
from . import sampling
from .turns import Turn

SYSTEM = "system/"


def run(number: int) -> Batch:
    """Do piece after piece until nothing waits, with pauses for other writers."""
    turn = Turn()
    while True:
        prepared = _next(number)
        if prepared is None:
            return _looked_at(number)
        turn.leave()
        with turn.held():
            _piece(number, *prepared)


def _looked_at(number: int) -> Batch:
    """The batch with nothing left to do; of a finished one, what was drawn waits for people's eyes."""
    batch = Batch.objects.select_related("organisation", "person").get(pk=number)
    by = _acting(batch) if batch.progress == Progress.FINISHED else None
    if by is not None:
        sampling.open_reviews(batch, by=by)
    return batch


def run_piece(number: int) -> int:
    """Do the next piece; how many items still wait. Nothing when the batch was stopped or is finished."""
    prepared = _next(number)
    return 0 if prepared is None else _piece(number, *prepared)


def retry(number: int, *, by: Actor) -> Batch:
    """Let what failed be tried once more, or a stopped batch go on, in the name of whoever asks."""
    now = timezone.now()
    with transaction.atomic():
        batch = _held(number, by)
        if batch.progress == Progress.OPENING:
            raise RuleBroken("这一批还没有受理完；如果长时间没有变化，请重新提交")
        again = batch.items.filter(state=State.FAILED).update(state=State.WAITING, trouble="")
        waits = batch.items.filter(state=State.WAITING).count()
        if not waits:
            raise RuleBroken("这一批没有未完成的条目")
        batch.progress, batch.trouble, batch.failed, batch.moved_at = Progress.RUNNING, "", 0, now
        batch.person_id, batch.post, batch.finished_at = by.person or None, by.post, None
        batch.save()
        record("batch.retried", subject(batch), by=by, at=now, again=again)
    return batch


def stop(number: int, *, by: Actor) -> Batch:
    """Do no further piece; what was done stays done."""
    with transaction.atomic():
        batch = _held(number, by)
        if batch.progress != Progress.RUNNING:
            raise RuleBroken(f"这一批{Progress(batch.progress).label}，不必停止")
        batch.progress, batch.trouble = Progress.STOPPED, "由工作人员停止"
        batch.save(update_fields=["progress", "trouble"])
        record("batch.stopped", subject(batch), by=by, done=batch.done)
    return batch


def _held(number: int, by: Actor) -> Batch:
    batch = Batch.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=number)
    by.must(Duty.PUBLISH, batch.organisation.lineage)
    return batch


def _next(number: int) -> tuple[list[BatchItem], list[Prepared | str | None]] | None:
    """The next items, and of drafts what can be computed outside the lock: prepared, or why not."""
    batch = Batch.objects.get(pk=number)
    if batch.progress != Progress.RUNNING:
        return None
    waiting = batch.items.filter(state=State.WAITING).order_by("position")
    items = list(waiting[: PIECE if items_of.in_bulk(waiting.first(), batch) else SLOW_PIECE])
    if items and not items_of.in_bulk(items[0], batch):
        return items, [None] * len(items)
    items = [item for item in items if items_of.in_bulk(item, batch)]
    return items, [items_of.prepared(item, batch) for item in items]


def _piece(number: int, items: list[BatchItem], drafts: list[Prepared | str | None]) -> int:
    """One transaction. Whoever held the batch before may have done these items: then nothing is done."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("person").get(pk=number)
        keys = [item.pk for item in items]
        waiting = set(batch.items.filter(pk__in=keys, state=State.WAITING).values_list("pk", flat=True))
        left = batch.items.filter(state=State.WAITING).count()
        if batch.progress != Progress.RUNNING or len(waiting) < len(items):
            return left
        by = _acting(batch)
        if by is None:
            batch.progress = Progress.STOPPED
            batch.trouble = "办理人已不在原岗位，或账号已停用；请由有发布职责的人员继续"
            batch.save(update_fields=["progress", "trouble"])
            return left
        outcomes = items_of.done(batch, list(zip(items, drafts, strict=True)), by) if items else []
        _store(batch, outcomes)
        if left == len(items):
            _finish(batch, by)
    return left - len(items)


def _acting(batch: Batch) -> Actor | None:
    """Who opened the batch, with the duties that the post carries now; None when it is held no more."""
    person: Any = batch.person
    if person is None:
        return system(batch.post.removeprefix(SYSTEM)) if batch.post.startswith(SYSTEM) else None
    return orgs.actor_of(person, batch.post)


def _store(batch: Batch, outcomes: list[items_of.Outcome]) -> None:
    for outcome in outcomes:
        item, failed = outcome.item, bool(outcome.trouble)
        item.state = State.FAILED if failed else State.DONE
        item.identifier, item.trouble = outcome.identifier, outcome.trouble[:MAX_TROUBLE]
        item.payload = item.payload if failed else ""
        batch.failed += failed
        batch.done += not failed
    BatchItem.objects.bulk_update(
        [outcome.item for outcome in outcomes], ["state", "identifier", "trouble", "payload"]
    )
    batch.moved_at = timezone.now()
    batch.save(update_fields=["failed", "done", "moved_at"])


def _finish(batch: Batch, by: Actor) -> None:
    done = batch.items.filter(state=State.DONE)
    chosen = sample(batch.seed, done.values_list("identifier", flat=True), batch.sample_rate)
    for identifier in chosen:
        done.filter(identifier=identifier).update(sampled=True)
    batch.progress, batch.finished_at = Progress.FINISHED, timezone.now()
    batch.save(update_fields=["progress", "finished_at"])
    ended = {"done": batch.done, "failed": batch.failed, "sampled": len(chosen)}
    record_many("batch.finished", [(subject(batch), ended)], by=by)


def subject(batch: Batch) -> str:
    return f"batch:{batch.pk}"
