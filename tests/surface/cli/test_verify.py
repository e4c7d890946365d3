"""``gongkai verify``: what an operator's script reads, and the three exit statuses."""

import argparse
import json

import pytest
from django.db import connection, transaction

from gongkai.ground.ledger import queries, services
from gongkai.ground.orgs.rules import system
from gongkai.surface.cli import verify
from gongkai.surface.cli.main import main
from tests.surface.city import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger():
    with transaction.atomic():
        services.record_many("publication.withdrawn", [(f"x-{n}", {}) for n in range(5)], by=system("test"))
    services.sequence_all()


def run(capsys, *arguments: str) -> tuple[int, dict]:
    status = main(["verify", "--json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_json_of_an_honest_ledger(db, capsys):
    status, said = run(capsys)
    assert status == 0
    assert said == {"size": 0, "root": queries.root(0).hex(), "ok": True, "first_fault": None}


def test_waiting_entries_are_sequenced_first(capsys):
    with transaction.atomic():
        services.record("draft.saved", "x", by=system("test"))
    status, said = run(capsys)
    assert (status, said["size"], said["root"]) == (0, 1, queries.checkpoint().root)


def test_a_fault_is_named_and_the_status_is_1(ledger, capsys):
    queries.Entry.objects.filter(index=3).update(post="别人")
    status, said = run(capsys)
    assert status == 1 and said["ok"] is False and set(said["first_fault"]) == {"index", "kind", "what"}
    assert (said["first_fault"]["index"], said["first_fault"]["kind"]) == (3, "entry")


def test_a_broken_tree_is_named_not_raised(ledger, capsys):
    with transaction.atomic():
        services.record("draft.saved", "x", by=system("test"))
    queries.Checkpoint.objects.all().delete()
    assert run(capsys)[0] == 1


def test_since_an_honest_and_a_longer_checkpoint(ledger, capsys, tmp_path):
    file = tmp_path / "saved"
    file.write_text(queries.checkpoint().note)
    queries.Entry.objects.all().delete()
    queries.Tile.objects.all().delete()
    queries.Checkpoint.objects.all().delete()
    status, said = run(capsys, "--since", str(file))
    assert (status, said["first_fault"]["index"]) == (1, 0)


def test_an_absent_file_is_wrong_use(ledger, capsys, tmp_path):
    assert main(["verify", "--since", str(tmp_path / "absent")]) == 2
    assert "读不到" in capsys.readouterr().err


def test_a_fault_of_the_catalogue_is_named(capsys):
    city = build()
    assert run(capsys)[0] == 0
    rows = type(city.new).objects.filter(pk=city.new.pk)
    rows.update(title=city.new.title + "。")
    status, said = run(capsys)
    index = next(e.index for e in queries.of(city.new.identifier) if e.kind == "publication.published")
    assert (status, said["first_fault"]["index"]) == (1, index)
    assert city.new.identifier in said["first_fault"]["what"]


def test_bytes_that_are_no_text_in_the_catalogue_are_named(capsys):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses to store them")
    city = build()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_publication SET title = CAST(x'e6ff41' AS TEXT) WHERE id = %s", [city.new.pk]
        )
    status, said = run(capsys)
    assert status == 1 and city.new.identifier in said["first_fault"]["what"]


def test_what_a_person_reads(ledger, capsys):
    options = argparse.Namespace(json=False, since=None, key=None)
    queries.Entry.objects.filter(index=3).delete()
    assert verify.run(options) == 1
    assert "序号 3" in capsys.readouterr().out
