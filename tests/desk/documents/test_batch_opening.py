"""A batch is opened piece by piece, and nothing of it is done before all of it is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.documents.models import Batch, BatchItem
from gongkai.desk.documents.rules.batches import PIECE, Action, Item, Progress, RuleBroken, Subject
from gongkai.desk.documents.services import batch_opening, batches
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, NotAllowed
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules.drafts import pack

from ...record.catalogue.making import BY, city, code, draft

MANY = 2 * PIECE + 30


class Killed(BaseException):
    """As a process is that ends in the middle."""


def opened() -> Batch:
    made = [draft(n) for n in range(1, MANY + 1)]
    items = [Item(Subject.DRAFT, str(n), one.title, pack(one)) for n, one in enumerate(made, 1)]
    return batch_opening.open(Action.PUBLISH, items, organisation=code(1), title="许可结果", by=BY)


@pytest.fixture
def half(db, monkeypatch) -> Batch:
    """A batch whose process was killed after the first piece."""
    city()
    store, pieces = BatchItem.objects.bulk_create, []

    def first_only(rows):
        if pieces:
            raise Killed
        pieces.append(rows)
        return store(rows)

    with monkeypatch.context() as killed:
        killed.setattr(BatchItem.objects, "bulk_create", first_only)
        with pytest.raises(Killed):
            opened()
    return Batch.objects.get()


@pytest.mark.django_db
def test_all_is_there_in_order_and_recorded_once():
    city()
    batch = opened()
    assert list(batch.items.values_list("position", flat=True)) == list(range(1, MANY + 1))
    (entry,) = ledger.of(f"batch:{batch.pk}")
    facts = ledger.facts(entry)
    assert (entry.kind, facts["total"], facts["seed"]) == ("batch.opened", MANY, batch.seed)
    assert batch.progress == Progress.RUNNING


def test_half_a_batch_is_neither_run_nor_stopped_nor_retried(half):
    assert (half.progress, half.items.count()) == (Progress.OPENING, PIECE)
    assert batches.run(half.pk).done == 0 == batches.run_piece(half.pk)
    with pytest.raises(RuleBroken, match="受理中"):
        batches.stop(half.pk, by=BY)
    with pytest.raises(RuleBroken, match="重新提交"):
        batches.retry(half.pk, by=BY)
    assert not Publication.objects.exists() and ledger.of(f"batch:{half.pk}") == []


def test_half_a_batch_is_dropped_in_the_end_and_no_other(half):
    whole = opened()
    assert batch_opening.drop_unopened(half.opened_at, by=BY) == 0
    reader = Actor("x/1", code(1), frozenset({Duty.READ}), EVERYWHERE)
    with pytest.raises(NotAllowed):
        batch_opening.drop_unopened(timezone.now(), by=reader)
    assert batch_opening.drop_unopened(timezone.now() + timedelta(days=1), by=BY) == 1
    assert [entry.kind for entry in ledger.of(f"batch:{half.pk}")] == ["batch.dropped"]
    assert list(Batch.objects.all()) == [whole] and BatchItem.objects.count() == MANY
