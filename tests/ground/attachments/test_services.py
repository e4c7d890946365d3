"""Taking in keeps a file whole and once; discarding leaves the digest only. The ledger tells both."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.db import transaction

from gongkai.ground.attachments import queries, services
from gongkai.ground.attachments.models import StoredFile
from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, NotAllowed, Scope, system

from .containers import docx, xlsx

BY = system("test")
FILE = docx("第一版")
SHA = hashlib.sha256(FILE).hexdigest()


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path / "files"}}
    }
    return tmp_path / "files"


def kinds(sha=SHA):
    return [entry.kind for entry in ledger.of(sha)]


@pytest.mark.django_db
def test_a_file_is_taken_once(empty_storage):
    row = services.take_in("../附件\x00 1.docx", FILE, by=BY)
    assert (row.sha256, row.size, row.format, row.name) == (SHA, len(FILE), Format.DOCX, "附件 1.docx")
    assert row.taken_by == BY.post
    again = services.take_in("另一个名字.docx", FILE, by=BY)
    assert again.pk == row.pk and again.name == "附件 1.docx"
    assert kinds() == ["file.taken"]
    (entry,) = ledger.of(SHA)
    assert ledger.facts(entry) == {"size": len(FILE), "format": "docx"}
    assert (empty_storage / SHA[:2] / SHA[2:]).read_bytes() == FILE
    assert queries.content(SHA) == FILE


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "name"), [(b"", "a.docx"), (FILE[:2000], "a.docx"), (FILE, "a.pdf")])
def test_what_is_refused_leaves_nothing(empty_storage, data, name):
    with pytest.raises(Refused):
        services.take_in(name, data, by=BY)
    assert not StoredFile.objects.exists()
    assert not [path for path in empty_storage.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_only_a_drafter_gives_files():
    with pytest.raises(NotAllowed):
        services.take_in("a.docx", FILE, by=Actor("x/1", "", frozenset({"read"}), Scope(("",))))
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_discarding_deletes_the_content_and_keeps_the_digest(
    empty_storage, django_capture_on_commit_callbacks
):
    services.take_in("a.docx", FILE, by=BY)
    other = services.take_in("b.xlsx", xlsx(), by=BY)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.discard([SHA, "0" * 64], by=BY) == 1
        assert queries.stored(SHA) is None and queries.content(SHA) is None
    row = StoredFile.objects.get(sha256=SHA)
    assert row.discarded_at and row.purged_at and row.name == ""
    assert not (empty_storage / SHA[:2] / SHA[2:]).exists()
    assert queries.content(other.sha256)
    assert kinds() == ["file.taken", "file.discarded"]
    with django_capture_on_commit_callbacks(execute=True):
        assert services.discard([SHA], by=BY) == 0
    assert kinds() == ["file.taken", "file.discarded"]


@pytest.mark.django_db
def test_what_was_discarded_may_come_back():
    services.take_in("a.docx", FILE, by=BY)
    services.discard([SHA], by=BY)
    row = services.take_in("b.docx", FILE, by=BY)
    assert row.name == "b.docx" and row.discarded_at is None and queries.content(SHA) == FILE
    assert kinds() == ["file.taken", "file.discarded", "file.taken"]
    assert services.purge() == 0 and queries.content(SHA) == FILE


@pytest.mark.django_db(transaction=True)
def test_a_discard_that_is_undone_deletes_nothing():
    services.take_in("a.docx", FILE, by=BY)
    with pytest.raises(RuntimeError), transaction.atomic():
        services.discard([SHA], by=BY)
        raise RuntimeError
    assert queries.content(SHA) == FILE


@pytest.mark.django_db
def test_an_interrupted_deletion_is_finished_by_the_clock():
    services.take_in("a.docx", FILE, by=BY)
    services.discard([SHA], by=BY)  # the test's transaction never commits, as if the process had ended
    assert storages["files"].exists(queries.location(SHA))
    assert services.purge() == 1
    assert not storages["files"].exists(queries.location(SHA))


@pytest.mark.django_db
def test_too_many_at_once_are_refused():
    with pytest.raises(ValueError, match="最多"):
        services.discard([f"{n:064x}" for n in range(services.MAX_DISCARDED + 1)], by=BY)


def test_a_write_that_breaks_off_leaves_no_half_file(empty_storage):
    class Breaking:
        def chunks(self):
            yield b"half"
            raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        storages["files"]._save("ab/cd", Breaking())
    assert not [path for path in empty_storage.rglob("*") if path.is_file()]
