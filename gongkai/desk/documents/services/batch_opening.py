"""Opening a batch: its items are stored piece by piece, and none of them is done before all are there.

20,000 items in one transaction let nobody else write for seconds. A batch that is being opened can be neither
run, stopped nor retried, and the ledger hears of it when it is whole.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Batch, BatchItem
from ..rules.batches import MAX_TITLE, PIECE, Action, Item, Progress, RuleBroken, check
from .batches import subject
from .turns import Turn


def open(  # noqa: A001
    action: Action,
    items: Iterable[Item],
    *,
    organisation: str,
    title: str,
    note: str = "",
    sample_rate: int = 0,
    by: Actor,
) -> Batch:
    """Store what is to be done; nothing is done yet (``run_piece``). ``organisation`` is a code.

    ``note`` is the public change note of new versions, ``sample_rate`` how many per cent people look at
    afterwards. Raises RuleBroken for items that do not fit, NotAllowed without the publish duty there.
    """
    listed = check(action, items)
    owner = orgs.by_code(organisation)
    if owner is None:
        raise RuleBroken(f"没有代码为 {organisation} 的机构，请核对")
    by.must(Duty.PUBLISH, owner.lineage)
    if action == Action.REPUBLISH and not note.strip():
        raise RuleBroken("批量更新须有向社会公开的更新说明，请补充")
    now = timezone.now()
    batch = Batch.objects.create(
        organisation=owner,
        action=action,
        title=title.strip()[:MAX_TITLE],
        note=note.strip(),
        progress=Progress.OPENING,
        total=len(listed),
        sample_rate=sample_rate,
        seed=secrets.token_hex(16),
        person_id=by.person or None,
        post=by.post,
        opened_at=now,
        moved_at=now,
    )
    _fill(batch, listed)
    return _opened(batch, by)


def _fill(batch: Batch, items: list[Item]) -> None:
    turn = Turn()
    for start in range(0, len(items), PIECE):
        rows = [
            _row(batch, place, item) for place, item in enumerate(items[start : start + PIECE], start + 1)
        ]
        turn.leave()
        with turn.held():
            BatchItem.objects.bulk_create(rows)


@transaction.atomic
def _opened(batch: Batch, by: Actor) -> Batch:
    batch.progress = Progress.RUNNING
    batch.save(update_fields=["progress"])
    facts = {"total": batch.total, "seed": batch.seed, "sample_rate": batch.sample_rate}
    record("batch.opened", subject(batch), by=by, at=batch.opened_at, action=str(batch.action), **facts)
    return batch


@transaction.atomic
def drop_unopened(before: datetime, *, by: Actor) -> int:
    """Delete what was begun to be opened before and never was, because its process was killed.

    Whoever sent it got no answer and sends it again; nothing of it was done.
    """
    half = Batch.objects.filter(progress=Progress.OPENING, opened_at__lt=before)
    dropped = list(half.select_related("organisation"))
    for batch in dropped:
        by.must(Duty.PUBLISH, batch.organisation.lineage)
        record("batch.dropped", subject(batch), by=by, total=batch.total)
        batch.delete()
    return len(dropped)


def _row(batch: Batch, place: int, item: Item) -> BatchItem:
    return BatchItem(
        batch=batch,
        position=place,
        kind=item.kind,
        subject=item.subject,
        label=item.label[:MAX_TITLE],
        payload=item.payload,
    )
