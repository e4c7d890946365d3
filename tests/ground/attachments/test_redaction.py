"""A redacted copy is kept like any file; the ledger tells that it was made, and none of the words."""

import hashlib

import pytest

from gongkai.ground.attachments import queries, sandbox
from gongkai.ground.attachments.models import StoredFile
from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.services.redaction import redact
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, NotAllowed, Scope, system

BY = system("test")
TEXT = "联系人张三，电话13812345678".encode()


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path / "files"}}
    }
    yield
    sandbox.close()


@pytest.mark.django_db
def test_the_copy_is_kept_and_the_words_are_nowhere():
    row, copy = redact("张三的答复.txt", TEXT, words=["张三", "13812345678"], by=BY)
    assert (row.name, row.format) == ("■■的答复（公开版）.txt", Format.TEXT)
    assert queries.content(row.sha256) == copy.data == "联系人■■，电话■■".encode()
    (entry,) = ledger.of(hashlib.sha256(TEXT).hexdigest())
    assert (entry.kind, ledger.facts(entry)) == ("file.redacted", {"copy": row.sha256, "removed": 2})
    assert [one.kind for one in ledger.of(row.sha256)] == ["file.taken"]


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing():
    for name, data, words in (("a.ofd", b"PK", ["张三"]), ("a.txt", TEXT, ["x"]), ("a.txt", TEXT, [])):
        with pytest.raises(Refused):
            redact(name, data, words=words, by=BY)
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_only_a_drafter_makes_copies():
    with pytest.raises(NotAllowed):
        redact("a.txt", TEXT, words=["张三"], by=Actor("x/1", "", frozenset({"read"}), Scope(("",))))
