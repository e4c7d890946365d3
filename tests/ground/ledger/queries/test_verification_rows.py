"""Rows removed, inserted, cut off, exchanged, or rewritten together with every hash beside them."""

import pytest
from django.db import connection

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Checkpoint, Entry, Tile
from gongkai.ground.ledger.queries import verification
from gongkai.ground.ledger.rules import LedgerBroken, notes, seals, tree

from .verdicts import fault, flipped

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("index", [0, 100, 255, 256, 298])
def test_a_removed_row_is_named(ledger, index):
    Entry.objects.filter(index=index).delete()
    found = fault()
    assert (found.index, found.kind) == (index, "entry") and "缺失" in found.what


@pytest.mark.parametrize("count", [1, 2, 44, 200])
def test_removed_last_rows_are_named(ledger, many, count):
    Entry.objects.filter(index__gte=300 - count).delete()
    found = fault()
    assert (found.index, found.kind) == (300 - count, "entry")
    many(1)
    services.sequence_all()
    assert fault().index == 300 - count


def test_a_cut_with_all_its_traces_is_seen_by_an_earlier_checkpoint(ledger):
    since = queries.checkpoint().note
    Entry.objects.filter(index__gte=257).delete()
    Checkpoint.objects.filter(size=300).delete()
    Tile.objects.filter(level=0, number=1).update(hashes=queries.tile(0, 1, 1))
    assert fault() is None
    found = fault(since)
    assert (found.index, found.kind) == (257, "entry") and "--since" in found.what


def test_a_cut_with_all_its_traces_is_seen_by_the_saved_checkpoint(ledger, own_ledger):
    own_ledger.mkdir(exist_ok=True)
    (own_ledger / "checkpoint").write_text(queries.checkpoint().note)
    for table in (Entry, Checkpoint, Tile):
        table.objects.all().delete()
    assert fault().index == 0


def test_a_row_inserted_at_the_end_is_named(ledger, many):
    copy = Entry.objects.get(index=299)
    copy.pk, copy.index = None, 300
    copy.save()
    many(1)
    with pytest.raises(LedgerBroken):
        services.sequence()
    assert (fault().index, fault().kind) == (300, "entry")


def test_a_row_inserted_in_the_middle_is_named(ledger):
    for index in range(299, 99, -1):
        Entry.objects.filter(index=index).update(index=index + 1)
    copy = Entry.objects.get(index=99)
    copy.pk, copy.index = None, 100
    copy.save()
    assert (fault().index, fault().kind) == (100, "entry")


@pytest.mark.parametrize("index", [-3, 5000])
def test_a_row_inserted_far_away_is_named(ledger, index):
    copy = Entry.objects.get(index=9)
    copy.pk, copy.index = None, index
    copy.save()
    found = fault()
    assert (found.index, found.kind) == (max(0, min(index, 300)), "entry")


def test_a_row_inserted_without_an_index_is_named(ledger):
    copy = Entry.objects.get(index=9)
    copy.pk, copy.index = None, None
    copy.save()
    services.sequence_all()
    found = fault()
    assert (found.index, found.kind) == (None, "entry") and "未入序" in found.what


@pytest.mark.parametrize("name", ["kind", "subject", "post", "facts", "salt", "leaf", "seal"])
def test_an_altered_row_that_still_waits_is_named(ledger, many, name):
    many(1, "draft.saved")
    waiting = Entry.objects.filter(index=None)
    waiting.update(**{name: flipped(getattr(waiting.get(), name))})
    assert fault().index is None
    services.sequence_all()
    assert fault() is not None


def test_two_rows_exchanged_are_named(ledger):
    Entry.objects.filter(index=20).update(index=1000)
    Entry.objects.filter(index=10).update(index=20)
    Entry.objects.filter(index=1000).update(index=10)
    assert fault().index == 10


@pytest.mark.parametrize("index", [3, 200, 270])
def test_a_row_rewritten_with_every_hash_beside_it_is_named(ledger, index):
    """Leaf, tiles, roots and checkpoints all made anew, by somebody who lacks the ledger's secret."""
    since = queries.checkpoint(257).note
    entry = Entry.objects.get(index=index)
    entry.facts = '{"version":666}'
    entry.leaf = tree.leaf_hash(queries.leaf_of(entry)).hex()
    entry.seal = seals.sequenced(notes.keys(b"x" * 32, "test.example/ledger"), index, entry.leaf)
    entry.save()
    Tile.objects.all().delete()
    frontier = tree.Frontier()
    for row in Entry.objects.order_by("index"):
        for full in frontier.append(bytes.fromhex(row.leaf)):
            Tile.objects.create(level=full.level, number=full.number, hashes=full.hashes)
        Checkpoint.objects.filter(size=frontier.size).update(root=frontier.root().hex())
    for part in frontier.unfinished():
        Tile.objects.create(level=part.level, number=part.number, hashes=part.hashes)
    assert (fault().index, fault().kind) == (index, "entry") == (fault(since).index, fault(since).kind)


def test_a_history_rewritten_with_the_secret_is_seen_by_an_earlier_checkpoint(ledger, many):
    since = queries.checkpoint().note
    for table in (Entry, Checkpoint, Tile):
        table.objects.all().delete()
    many(400)
    services.sequence_all()
    assert fault() is None
    assert fault(since).kind == "checkpoint"


@pytest.mark.parametrize("size", [257, 300])
def test_a_deleted_checkpoint_is_named(ledger, size):
    Checkpoint.objects.filter(size=size).delete()
    assert (fault().index, fault().kind) == (0 if size == 257 else 257, "checkpoint")


def test_deleted_and_surplus_tiles_are_named(ledger):
    Tile.objects.create(level=0, number=9, hashes=bytes(32))
    assert fault().kind == "tile"
    Tile.objects.filter(level=0, number=0).delete()
    assert (fault().index, fault().kind) == (0, "tile")


def test_a_row_whose_index_differs_from_its_index_tree_is_named(ledger):
    """Only an edit of the file itself can do this; the check is called as the pass calls it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL answers from the rows")
    assert verification._sqlite(queries.keys.current(), 300) is None
    Entry.objects.filter(index=297).update(index=1000)
    assert verification._sqlite(queries.keys.current(), 300).index == 297
