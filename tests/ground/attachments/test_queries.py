"""Files are found by digest until they are discarded."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.ground.attachments import queries, services
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.orgs.rules import system

from .containers import docx

DATA = docx("一、总体要求")
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def taken(db):
    return services.take_in("a.docx", DATA, by=system("test"))


def test_stored_and_content(taken):
    assert queries.stored(SHA) == taken
    assert queries.content(SHA) == DATA
    with queries.opened(SHA) as file:
        assert file.read(2) == b"PK"


def test_many_in_one_statement(taken):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert queries.stored_of([SHA, "", "0" * 64]) == {SHA: taken}
        assert queries.stored_of(["", ""]) == {}
    assert len(asked) == 1


def test_what_is_not_here(taken):
    assert queries.stored("0" * 64) is None and queries.content("0" * 64) is None
    storages["files"].delete(queries.location(SHA))
    assert queries.opened(SHA) is None and queries.content(SHA) is None
    with pytest.raises(Refused, match="重新上传"):
        queries.as_html(SHA)
