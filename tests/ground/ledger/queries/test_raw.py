"""Reading damaged rows: exact spellings, one moment, as many rows as there are."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from gongkai.ground.ledger import services
from gongkai.ground.ledger.models import Entry
from gongkai.ground.ledger.queries import raw

ROWS = "SELECT id, AS_STORED(at) FROM ledger_entry WHERE id > %s ORDER BY id LIMIT %s"


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("2026-01-02 03:04:05.000006", "2026-01-02T03:04:05.000006Z"),
        ("2026-01-02 03:04:05", "2026-01-02T03:04:05.000000Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 6, UTC), "2026-01-02T03:04:05.000006Z"),
        ("2026-01-02T03:04:05", ""),
        ("2026-01-02 03:04", ""),
        (7, ""),
        (None, ""),
    ],
)
def test_instants_have_one_spelling(stored, read):
    assert raw.instant(stored) == read


def test_values_that_are_no_text_become_text_that_fits_no_hash():
    assert raw.text("x") == "x"
    assert raw.text(b"x") != "x" and raw.text(None) != "None" and "\udc80" in raw.text(3)


@pytest.mark.django_db
@pytest.mark.parametrize("chunk", [1, 2, 7, 100])
def test_rows_come_in_order_whatever_the_chunk(many, monkeypatch, chunk):
    many(7)
    monkeypatch.setattr(raw, "CHUNK", chunk)
    found = list(raw.rows(ROWS))
    assert [row[0] for row in found] == list(Entry.objects.order_by("id").values_list("id", flat=True))
    assert all(raw.instant(at) for _, at in found)


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_one_moment_and_ends(many):
    many(3)
    with raw.snapshot():
        assert raw.one("SELECT count(*) FROM ledger_entry") == (3,)
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("DELETE FROM ledger_entry")
        other.close()
        assert raw.one("SELECT count(*) FROM ledger_entry") == (3,)
    assert raw.one("SELECT count(*) FROM ledger_entry") == (0,)
    many(1)
    assert services.sequence_all() == 1


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_ends_when_its_reader_fails(many):
    with pytest.raises(ZeroDivisionError), raw.snapshot():
        raise ZeroDivisionError
    many(1)
    assert Entry.objects.count() == 1
