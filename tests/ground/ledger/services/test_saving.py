"""The checkpoint beside the database: replaced whole, never by an older one, evidence kept."""

import pytest

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Checkpoint, Entry, Tile
from gongkai.ground.ledger.services import saving

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(many, own_ledger) -> tuple[str, str]:
    """The notes of 5 and of 9 entries, neither saved yet (no transaction was committed)."""
    many(9)
    services.sequence(5)
    services.sequence(4)
    return queries.checkpoint(5).note, queries.checkpoint(9).note


def test_a_newer_checkpoint_replaces_an_older_and_never_the_other_way(two, own_ledger):
    older, newer = two
    for note in (older, newer, newer, older):
        saving.keep(note)
    assert (own_ledger / "checkpoint").read_text() == newer
    assert {path.name for path in own_ledger.iterdir()} == {"checkpoint", "lock"}


def test_one_the_tree_does_not_continue_is_kept(two, own_ledger, many):
    saving.keep(two[1])
    for table in (Entry, Tile, Checkpoint):
        table.objects.all().delete()
    many(20)
    services.sequence_all()
    saving.keep(queries.checkpoint().note)
    assert (own_ledger / "checkpoint.9").read_text() == two[1]
    assert (own_ledger / "checkpoint").read_text() == queries.checkpoint().note


def test_an_unreadable_file_is_kept(two, own_ledger):
    own_ledger.mkdir(exist_ok=True)
    (own_ledger / "checkpoint").write_bytes(b"")
    saving.keep(two[0])
    assert (own_ledger / "checkpoint.unreadable").exists()
    assert (own_ledger / "checkpoint").read_text() == two[0]


def test_lost_tiles_do_not_stop_the_saving(two, own_ledger):
    saving.keep(two[0])
    Tile.objects.all().delete()
    saving.keep(two[1])
    assert (own_ledger / "checkpoint.5").exists()
