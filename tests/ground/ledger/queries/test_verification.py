"""Whatever is altered, removed, inserted, cut off or rewritten in the ledger's tables is named."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, models, transaction

from gongkai.ground.ledger import queries, rules, services
from gongkai.ground.ledger.models import Checkpoint, Entry, Tile
from gongkai.ground.ledger.queries import raw, verification
from gongkai.ground.ledger.rules import notes, tree

from .verdicts import check, fault, flipped

pytestmark = pytest.mark.django_db

EDITED = models.CharField | models.TextField | models.BinaryField | models.DateTimeField
COLUMNS = [
    (model, field.attname)
    for model in (Entry, Tile, Checkpoint)
    for field in model._meta.concrete_fields
    if isinstance(field, EDITED)
]


@dataclass(frozen=True)
class Named:
    """Somebody with an account."""

    post: str = "429900001/1"
    person: int = 7


def execute(sql: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))


def test_an_honest_ledger_holds(ledger, many):
    many(1)
    verdict = check()
    assert (verdict.fault, verdict.size, verdict.root.hex()) == (None, 300, queries.checkpoint().root)
    assert fault(queries.checkpoint(257).note) is None and fault(queries.checkpoint().note) is None


def test_an_empty_ledger_holds(db):
    assert check() == verification.Verdict(0, tree.EMPTY, None)


def test_every_edited_column_is_found_in_the_models():
    assert {(model.__name__, name) for model, name in COLUMNS} == {
        *itertools.product(
            ["Entry"], ["kind", "subject", "post", "organisation", "at", "facts", "salt", "leaf", "seal"]
        ),
        ("Tile", "hashes"),
        *itertools.product(["Checkpoint"], ["root", "note", "at", "seal"]),
    }


@pytest.mark.parametrize("index", [0, 149, 150, 256, 299])
@pytest.mark.parametrize("name", [name for model, name in COLUMNS if model is Entry])
def test_one_altered_byte_of_an_entry_is_named(ledger, name, index):
    before = getattr(Entry.objects.get(index=index), name)
    Entry.objects.filter(index=index).update(**{name: flipped(before)})
    found = fault()
    assert (found.index, found.kind) == (index, "entry")


@pytest.mark.parametrize("person", [8, None])
def test_another_person_than_the_one_who_acted_is_named(ledger, person):
    """The number is in no leaf, so that it can be forgotten; the seal covers it all the same."""
    with transaction.atomic():
        services.record("publication.published", "p", by=Named())
    services.sequence_all()
    assert fault() is None and Entry.objects.get(index=300).person == 7
    Entry.objects.filter(index=300).update(person=person)
    assert (fault().index, fault().kind) == (300, "entry")
    Entry.objects.filter(index=300).update(person=7)
    Entry.objects.filter(index=5).update(person=7)
    assert fault().index == 5


def test_a_waiting_entrys_person_is_under_the_seal_too(ledger):
    with transaction.atomic():
        services.record("publication.published", "p", by=Named())
    Entry.objects.filter(index=None).update(person=8)
    assert "未入序" in fault().what
    assert services.sequence_all() == 0


def test_the_person_is_in_no_leaf(ledger):
    leaves = []
    for by in (Named(), Named(person=0)):
        with transaction.atomic():
            services.record("publication.published", "p", by=by, at=datetime(2026, 1, 1, tzinfo=UTC))
        leaves.append(queries.leaf_of(Entry.objects.latest("pk")))
    assert leaves[0] == leaves[1]
    assert [entry.person for entry in Entry.objects.order_by("-pk")[:2]] == [None, 7]
    assert Entry.objects.latest("pk").organisation == "429900001"


@pytest.mark.parametrize("name", [name for model, name in COLUMNS if model is Checkpoint])
@pytest.mark.parametrize(("size", "first"), [(257, 0), (300, 257)])
def test_one_altered_byte_of_a_checkpoint_is_named(ledger, name, size, first):
    before = getattr(Checkpoint.objects.get(size=size), name)
    Checkpoint.objects.filter(size=size).update(**{name: flipped(before)})
    found = fault()
    assert (found.index, found.kind) == (first, "checkpoint")


@pytest.mark.parametrize(("level", "number", "index"), [(0, 0, 128), (0, 1, 256 + 22), (1, 0, 0)])
def test_one_altered_byte_of_a_tile_is_named(ledger, level, number, index):
    tile = Tile.objects.get(level=level, number=number)
    Tile.objects.filter(pk=tile.pk).update(hashes=flipped(tile.hashes))
    found = fault()
    assert (found.index, found.kind) == (index, "tile")


@pytest.mark.parametrize("column", ["subject", "facts", "at", "seal", "leaf"])
def test_bytes_that_are_no_text_are_named_too(ledger, column):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses to store them")
    execute(f"UPDATE ledger_entry SET {column} = CAST(x'e6ff41' AS TEXT) WHERE \"index\" = 7")
    assert fault().index == 7
    execute(f"UPDATE ledger_entry SET {column} = x'e6ff41' WHERE \"index\" = 5")
    assert fault().index == 5


@pytest.mark.parametrize("spelling", ["T", "  "])
def test_another_spelling_of_the_same_instant_is_named(ledger, spelling):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL stores instants, not their spelling")
    execute("UPDATE ledger_entry SET at = replace(at, ' ', %s) WHERE \"index\" = 9", spelling)
    assert fault().index == 9


@pytest.mark.parametrize("change", ["299", "otherkey", "garbage", "origin"])
def test_a_forged_since_file_is_named(ledger, change):
    note = queries.checkpoint().note
    forged = {
        "299": note.replace("\n300\n", "\n299\n"),
        "otherkey": notes.keys(b"y" * 32, "test.example/ledger").sign(
            notes.Statement("test.example/ledger", 300, bytes(32))
        ),
        "garbage": "\udcff不是检查点",
        "origin": note.replace("test.example", "fake.example"),
    }[change]
    assert fault(forged).kind == "checkpoint"


def test_the_first_of_several_faults_is_named(ledger):
    Entry.objects.filter(index=200).update(post="x")
    Entry.objects.filter(index=40).update(post="x")
    Checkpoint.objects.filter(size=300).update(root="0" * 64)
    assert fault().index == 40
    assert verification.first([rules.Fault(None, "a", ""), rules.Fault(3, "b", "")]).index == 3


def test_progress_is_told(ledger):
    seen = []
    with raw.snapshot():
        verification.verify([], lambda done, total: seen.append((done, total)))
    assert seen[-1] == (300, 300)


@pytest.mark.django_db(transaction=True)
def test_a_missing_table_is_a_fault_not_a_crash(many):
    many(3)
    services.sequence_all()
    execute("ALTER TABLE ledger_tile RENAME TO ledger_gone")
    try:
        assert fault().kind == "database"
    finally:
        execute("ALTER TABLE ledger_gone RENAME TO ledger_tile")
