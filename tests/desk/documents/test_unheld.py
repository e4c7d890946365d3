"""Files go when nothing names them any more, and stay as long as something does."""

import json

import pytest

from gongkai.desk.documents.models import ManuscriptFile
from gongkai.desk.documents.queries import handovers as queries
from gongkai.desk.documents.rules.manuscripts import MAX_FILES, RuleBroken
from gongkai.desk.documents.services import attaching, handovers, unheld
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments.models import StoredFile
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.services import take_in
from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries.attached import named
from gongkai.record.catalogue.rules import Draft, Kind, Link
from gongkai.record.catalogue.services import publications
from tests.ground.attachments.hiding_places import PLACES
from tests.record.editorial import making

from . import writing
from .test_handovers import FILES, packed

TABLE = "项目,金额\n教育,10\n".encode()


@pytest.fixture
def people(db):
    return writing.city()


def here() -> int:
    return StoredFile.objects.filter(discarded_at=None).count()


def test_the_original_goes_when_its_clean_copy_takes_its_place(people):
    manuscript = writing.begun(people)
    row = attaching.add(manuscript.pk, "名单.xlsx", PLACES["hidden sheet"].make(), by=people["drafter"])
    clean, _ = attaching.clean(manuscript.pk, row.pk, by=people["drafter"])
    assert attachments.stored(row.sha256) is None
    assert attachments.stored(clean.sha256)
    assert [e.kind for e in ledger.of(row.sha256)] == ["file.taken", "file.discarded"]


def test_an_upload_that_comes_to_nothing_leaves_nothing(people, monkeypatch):
    manuscript = writing.begun(people)
    monkeypatch.setattr(attaching, "MAX_FILES", 0)
    with pytest.raises(RuleBroken, match="最多"):
        attaching.add(manuscript.pk, "a.csv", TABLE, by=people["drafter"])
    assert here() == 0
    assert MAX_FILES > 0


def test_the_same_file_twice_is_refused_and_stays_once(people):
    manuscript = writing.begun(people)
    row = attaching.add(manuscript.pk, "a.csv", TABLE, by=people["drafter"])
    with pytest.raises(RuleBroken, match="已经在附件里"):
        attaching.add(manuscript.pk, "b.csv", TABLE, by=people["drafter"])
    assert attachments.stored(row.sha256)


def test_a_package_with_one_bad_file_keeps_none_of_the_others(people):
    system = queries.system_of(handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR))
    named_too = json.loads(packed()) | {"attachments": ["附表.csv", "坏.docx"]}
    with pytest.raises(Refused):
        handovers.receive(system, json.dumps(named_too).encode(), FILES | {"坏.docx": b"PK\x03\x04broken"})
    assert here() == 0


def test_what_a_publication_names_outlives_every_manuscript(people):
    stored = take_in("附表.csv", TABLE, by=people["drafter"])
    link = Link("附表.csv", "", "text/csv", stored.size, stored.sha256)
    draft = Draft(
        Kind.NOTICE, "通知", writing.FINANCE, "<p>内容。</p>", "内容。", writing.AT, attachments=(link,)
    )
    publications.publish(draft, by=making.OPERATOR)
    manuscript = writing.begun(people)
    row = attaching.add(manuscript.pk, "附表.csv", TABLE, by=people["drafter"])
    attaching.detach(manuscript.pk, row.pk, by=people["drafter"])
    assert named([stored.sha256]) == {stored.sha256}
    assert unheld.let_go([stored.sha256], by=people["drafter"]) == 0
    assert attachments.content(stored.sha256) == TABLE
    assert not ManuscriptFile.objects.exists()
