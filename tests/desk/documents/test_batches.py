"""A batch gives each thing its result, survives a kill, and does nothing twice."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from gongkai.desk.documents.models import Batch, BatchItem
from gongkai.desk.documents.queries import batches as seen
from gongkai.desk.documents.rules.batches import PIECE, Action, Item, RuleBroken, Subject, check, sample
from gongkai.desk.documents.services import batch_opening, batches
from gongkai.desk.documents.tasks import run_batch
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, NotAllowed, Scope
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import publications

from ...record.catalogue.making import BY, city, code, draft, kinds

MANY = PIECE + 30


def item(n: int, **changes) -> Item:
    made = draft(n, **changes)
    return Item(Subject.DRAFT, str(n), made.title, pack(made))


def opened(items, action=Action.PUBLISH, by=BY, **more) -> Batch:
    return batch_opening.open(action, items, organisation=code(1), title="许可结果", by=by, **more)


def results(batch: Batch) -> list[tuple[str, str]]:
    return list(batch.items.values_list("state", "trouble"))


def test_what_does_not_fit_is_refused_before_anything_is_stored():
    one = item(1)
    for action, items in (
        (Action.PUBLISH, []),
        (Action.PUBLISH, [one, one]),
        (Action.WITHDRAW, [one]),
        (Action.PUBLISH, [Item(Subject.PUBLICATION, "x", "x")]),
    ):
        with pytest.raises(RuleBroken):
            check(action, items)
    assert check(Action.PUBLISH, iter([one])) == [one]


def test_the_seed_chooses_and_anybody_can_repeat_the_choice():
    names = [f"x/2024-{n:05d}" for n in range(1, 201)]
    assert sample("a", names, 5) == sample("a", reversed(names), 5) and len(sample("a", names, 5)) == 10
    assert sample("a", names, 5) != sample("b", names, 5)
    assert (len(sample("a", names[:3], 5)), len(sample("a", names, 0))) == (1, 0)


@pytest.mark.django_db
def test_a_thousandth_part_of_the_batch_is_one_transaction_and_each_thing_has_its_entry():
    city()
    batch = opened([item(n) for n in range(1, MANY + 1)], sample_rate=5)
    assert batches.run_piece(batch.pk) == MANY - PIECE and Publication.objects.count() == PIECE
    assert batches.run_piece(batch.pk) == 0 == batches.run_piece(batch.pk)
    batch.refresh_from_db()
    assert (batch.progress, batch.done, batch.failed) == ("finished", MANY, 0)
    named = set(batch.items.values_list("identifier", flat=True))
    assert len(named) == MANY == Publication.objects.count()
    assert all(kinds(row) == ["published"] for row in Publication.objects.all()[:5])
    assert {row.identifier for row in seen.sampled(batch)} == sample(batch.seed, named, 5)
    entries = ledger.of(f"batch:{batch.pk}")
    assert [entry.kind for entry in entries] == ["batch.opened", "batch.finished"]
    assert ledger.facts(entries[0])["seed"] == batch.seed
    assert not batch.items.exclude(payload="").exists()


@pytest.mark.django_db
def test_what_cannot_be_published_says_why_and_stops_nothing_else():
    city()
    batch = opened([item(1), item(2, title=""), item(3, channels=("nowhere",)), item(4)])
    assert run_batch.call(batch.pk) is None
    batch.refresh_from_db()
    assert (batch.done, batch.failed) == (2, 2)
    first, untitled, nowhere, last = results(batch)
    assert first == last == ("done", "") and "缺少标题" in untitled[1] and "栏目" in nowhere[1]
    with pytest.raises(RuleBroken):
        batches.stop(batch.pk, by=BY)
    BatchItem.objects.filter(subject="2").update(payload=item(2).payload)
    batches.retry(batch.pk, by=BY)
    batches.run(batch.pk)
    batch.refresh_from_db()
    assert (batch.done, batch.failed, Publication.objects.count()) == (3, 1, 3)


@pytest.mark.django_db
def test_versions_and_withdrawals_go_in_batches_as_well():
    city()
    rows = publications.publish_many([draft(n) for n in range(1, 4)], by=BY)
    new = [
        Item(Subject.PUBLICATION, row.identifier, row.title, pack(draft(n, title=f"新题{n}")))
        for n, row in enumerate(rows, 1)
    ]
    with pytest.raises(RuleBroken):
        opened(new, Action.REPUBLISH)
    batches.run(opened(new, Action.REPUBLISH, note="更正标题").pk)
    why = json.dumps({"reason": "重复发布", "ending": "in_error"})
    gone = [Item(Subject.PUBLICATION, row.identifier, row.title, why) for row in rows[:2]]
    gone.append(Item(Subject.PUBLICATION, f"{code(1)}/2024-00099", "没有的", why))
    batch = batches.run(opened(gone, Action.WITHDRAW).pk)
    assert [kinds(row) for row in rows[1:]] == [
        ["published", "republished", "withdrawn"],
        ["published", "republished"],
    ]
    assert (batch.done, batch.failed) == (2, 1)


@pytest.mark.django_db
def test_a_worker_killed_in_the_middle_leaves_whole_pieces(monkeypatch):
    city()
    batch = opened([item(n) for n in range(1, MANY + 1)])
    batches.run_piece(batch.pk)
    with monkeypatch.context() as killed:
        killed.setattr(batches, "_store", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            batches.run_piece(batch.pk)
    assert Publication.objects.count() == PIECE
    batches.run(batch.pk)
    assert Publication.objects.count() == MANY


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_batch_do_nothing_twice():
    city()
    batch = opened([item(n) for n in range(1, 2 * PIECE + 1)])

    def work(_: int) -> None:
        try:
            batches.run(batch.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert Publication.objects.count() == 2 * PIECE
    assert batch.items.exclude(state="done").count() == 0


@pytest.mark.django_db
def test_it_needs_the_duty_when_opened_and_at_every_piece():
    city()
    reader = Actor("x/1", code(1), frozenset({Duty.READ}), EVERYWHERE)
    with pytest.raises(NotAllowed):
        opened([item(1)], by=reader)
    post = orgs.create_post(code(1), "发布员", [Duty.PUBLISH], by=BY)
    user = orgs.enrol("issuer", "发布员", "Long-enough-4-a-test", by=BY)
    actor = Actor(post.code, code(1), frozenset({Duty.PUBLISH}), EVERYWHERE, user.pk)
    batch = opened([item(1)], by=actor)  # never appointed, as after a dismissal
    batches.run(batch.pk)
    batch.refresh_from_db()
    assert batch.progress == "stopped" and "不在原岗位" in batch.trouble and not Publication.objects.exists()
    batches.retry(batch.pk, by=BY)
    assert batches.run(batch.pk).done == 1
    other = Scope((f"{code(2)}/",))
    assert seen.batch(other, batch.pk) is None and seen.latest(other) == []
    assert seen.latest(EVERYWHERE) == [batch] and seen.items(batch, "done")[0].label == "关于第1项工作的通知"


@pytest.mark.django_db
def test_a_stopped_batch_does_no_further_piece():
    city()
    batch = opened([item(n) for n in range(1, MANY + 1)])
    batches.run_piece(batch.pk)
    batches.stop(batch.pk, by=BY)
    assert batches.run(batch.pk).done == PIECE
    batches.retry(batch.pk, by=BY)
    assert batches.run(batch.pk).done == MANY
