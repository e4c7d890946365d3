"""What imports, batches and sweeps noted about a removed publication is blanked once, with an entry."""

import pytest
from django.utils import timezone

from gongkai.desk.documents.models import BatchItem, ImportedRecord, QuarantinedRecord
from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.rules.manuscripts import GONE
from gongkai.desk.documents.services import batch_opening, batches, traces
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, NotAllowed, system
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import publications
from tests.record.catalogue.making import BY, city, code, draft

CLOCK = system("clock")


@pytest.fixture
def made(db):
    city()
    one = draft(1)
    batch = batch_opening.open(
        Action.PUBLISH,
        [Item(Subject.DRAFT, "许可〔2024〕1号", one.title, pack(one))],
        organisation=code(1),
        title="许可结果",
        by=BY,
    )
    batches.run(batch.pk)
    return publications.publish(draft(2), by=BY), BatchItem.objects.get()


def test_what_is_still_public_keeps_its_traces(made):
    assert traces.purge(by=CLOCK) == 0
    assert BatchItem.objects.exclude(label=GONE).exists()


def test_what_was_removed_loses_them_once(made):
    _, item = made
    public = {"publication": publications.remove(item.identifier, basis="处罚已撤销", by=BY)}
    now = {"at": timezone.now()}
    ImportedRecord.objects.create(source_key="a:1", outcome="published", core="某人", **public, **now)
    held = {"title": "某人", "findings": '[{"kind": "mobile"}]', "reason": "某人", "decision": "released"}
    publisher = public["publication"].publisher
    QuarantinedRecord.objects.create(source_key="a:2", draft="", publisher=publisher, **held, **public, **now)
    assert traces.purge(by=CLOCK) == 1
    assert traces.purge(by=CLOCK) == 0
    item.refresh_from_db()
    assert (item.label, item.payload, item.subject, item.state) == (GONE, "", f"#{item.pk}", "done")
    assert ImportedRecord.objects.values_list("source_key", "core", "address").get() == ("a:1", "", "")
    assert QuarantinedRecord.objects.values_list("title", "findings", "reason").get() == (GONE, "[]", "")
    assert [e.kind for e in ledger.of(f"traces/{item.identifier}")] == ["traces.purged"]


def test_only_who_may_publish_everywhere_does_it(made):
    with pytest.raises(NotAllowed):
        traces.purge(by=Actor("x", "x"))
