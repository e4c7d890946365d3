"""Recording and sequencing: nothing outside a transaction, nothing lost, one tree."""

from datetime import UTC, date, datetime

import pytest

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Checkpoint, Entry, Tile
from gongkai.ground.ledger.rules import EntryRefused, LedgerBroken, tree

pytestmark = pytest.mark.django_db


def test_record_writes_canonical_facts_and_waits(by):
    services.record(
        "publication.published", "X/2026-1", by=by, digest="ab", version=1, on=date(2026, 1, 2), note="文"
    )
    entry = Entry.objects.get()
    assert (entry.index, entry.post, entry.salt) == (None, by.post, "")
    assert entry.facts == '{"digest":"ab","note":"文","on":"2026-01-02","version":1}'
    assert queries.waiting() == 1 and queries.head() == 0


@pytest.mark.django_db(transaction=True)
def test_record_refuses_outside_a_transaction(by):
    with pytest.raises(EntryRefused, match="事务"):
        services.record("publication.published", "x", by=by)


@pytest.mark.parametrize(
    "facts",
    [{"x": 0.5}, {"x": {"y": [1.5]}}, {"x": "\ud800"}, {"x": {1}}, {"x": {1: 2}}, {"x": "长" * 30_000}],
)
def test_record_refuses_what_has_no_canonical_form_or_is_too_large(by, facts):
    with pytest.raises(EntryRefused):
        services.record("publication.published", "x", by=by, **facts)


@pytest.mark.parametrize("subject", ["", "a\x00b", "字" * 201, "\udc80"])
def test_record_refuses_subjects_that_cannot_be_stored(by, subject):
    with pytest.raises(EntryRefused):
        services.record("draft.opened", subject, by=by)


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 600])
def test_sequence_builds_the_tree_of_the_leaves(many, count):
    many(count)
    assert services.sequence_all() == count
    entries = queries.follow(0, 1000)
    leaves = [tree.leaf_hash(queries.leaf_of(entry)) for entry in entries]
    assert [entry.leaf for entry in entries] == [leaf.hex() for leaf in leaves]
    assert [entry.index for entry in entries] == list(range(count))
    frontier = tree.Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    assert queries.checkpoint().root == frontier.root().hex() == queries.root(count).hex()


def test_sequence_in_steps_gives_the_same_tree_as_at_once(many):
    many(600)
    sizes = []
    for limit in (1, 1, 254, 1, 200, 143):
        services.sequence(limit)
        sizes.append(queries.head())
    assert sizes == [1, 2, 256, 257, 457, 600]
    frontier = tree.Frontier()
    for entry in queries.follow(0):
        frontier.append(bytes.fromhex(entry.leaf))
    assert queries.checkpoint().root == frontier.root().hex()
    assert list(Checkpoint.objects.order_by("number").values_list("number", "size")) == list(enumerate(sizes))
    assert services.sequence() == 0


def test_the_instant_may_be_given(by):
    at = datetime(2020, 1, 2, tzinfo=UTC)
    services.record("publication.published", "x", by=by, at=at)
    assert Entry.objects.get().at == at


def test_an_entry_put_there_by_another_hand_is_never_taken_in(many):
    many(3)
    Entry.objects.filter(subject__in=["p-0", "p-1"]).update(seal="0" * 64)
    assert services.sequence(1) == 1 and services.sequence_all() == 0
    assert [entry.subject for entry in queries.follow(0)] == ["p-2"]


@pytest.mark.parametrize("damage", ["seal", "tiles", "short", "lost", "taken"])
def test_a_broken_tree_is_not_extended(many, damage):
    many(300)
    services.sequence_all()
    many(1)
    match damage:
        case "seal":
            Checkpoint.objects.update(root="0" * 64)
        case "tiles":
            Tile.objects.filter(level=0, number=1).update(hashes=bytes(44 * 32))
        case "short":
            Tile.objects.filter(level=0, number=1).update(hashes=b"")
        case "lost":
            Checkpoint.objects.all().delete()
        case "taken":
            Entry.objects.filter(index=5).update(index=300)
    with pytest.raises(LedgerBroken):
        services.sequence()


@pytest.mark.django_db(transaction=True)
def test_the_latest_checkpoint_is_saved_outside_the_database(many, own_ledger):
    many(3)
    services.sequence(2)
    services.sequence()
    assert (own_ledger / "checkpoint").read_text() == queries.checkpoint().note
    assert not list(own_ledger.glob("checkpoint.*"))


@pytest.mark.django_db(transaction=True)
def test_a_saved_checkpoint_that_the_tree_does_not_continue_is_kept(many, own_ledger):
    many(3)
    services.sequence_all()
    saved = (own_ledger / "checkpoint").read_text()
    for table in (Entry, Tile, Checkpoint):
        table.objects.all().delete()
    many(1)
    services.sequence_all()
    assert (own_ledger / "checkpoint.3").read_text() == saved
    assert (own_ledger / "checkpoint").read_text() == queries.checkpoint().note
