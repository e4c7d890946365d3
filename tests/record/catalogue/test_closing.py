"""The four ways in which a publication ends, and its way back."""

from datetime import date

import pytest
from django.core.files.storage import storages

from gongkai.ground.attachments import queries as files
from gongkai.ground.attachments import services as attachments
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.models import Attached, Publication, Version
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries.verification import faults
from gongkai.record.catalogue.rules import Link, RelationKind, RuleBroken, Status, Unpublishable, Validity
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import channels
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, code, draft, kinds, last_facts, repeal

pytestmark = pytest.mark.django_db


def state(row: Publication) -> tuple[str, str, str]:
    row = reads.get(row.identifier)
    return row.status, row.ending, row.successor.identifier if row.successor else ""


def test_each_way_stands_in_the_row_and_in_the_public_facts():
    city()
    kept, *rows = services.publish_many([draft(n) for n in range(1, 6)], by=BY)
    services.withdraw(rows[0].identifier, reason="政策调整", by=BY)
    services.withdraw(rows[1].identifier, reason="重复发布", ending=Ending.IN_ERROR, by=BY)
    number = "江政发[2024]1号"
    services.withdraw(rows[2].identifier, reason="并入", ending=Ending.CONSOLIDATED, successor=number, by=BY)
    services.remove(rows[3].identifier, basis="《个人信息保护法》第四十七条", by=BY)
    assert [state(row) for row in (kept, *rows)] == [
        ("published", "", ""),
        ("withdrawn", "withdrawn", ""),
        ("withdrawn", "in_error", ""),
        ("withdrawn", "consolidated", kept.identifier),
        ("removed", "removed", ""),
    ]
    facts = last_facts(rows[2])
    assert (facts["ending"], facts["successor"]) == ("consolidated", kept.identifier)
    assert "并入" not in str(facts) and [row.pk for row in lists.latest().items] == [kept.pk]
    sequence_all()
    assert list(faults()) == []
    Publication.objects.filter(pk=rows[2].pk).update(successor=rows[0])
    assert "转向" in next(faults()).what


def test_a_successor_is_another_public_item_and_one_alone():
    city()
    one, other, gone = services.publish_many([draft(1), draft(2), draft(3)], by=BY)
    services.publish(draft(4, document_number="江政发〔2024〕2号", title="转发"), by=BY)
    services.withdraw(gone.identifier, reason="有误", by=BY)
    for wrong in (one.identifier, gone.identifier, "江政发〔2024〕99号", "江政发〔2024〕2号", "乱写"):
        with pytest.raises(RuleBroken):
            services.withdraw(one.identifier, reason="并", ending=Ending.CONSOLIDATED, successor=wrong, by=BY)
    for ending in (Ending.CONSOLIDATED, Ending.REMOVED):
        with pytest.raises(RuleBroken):
            services.withdraw(one.identifier, reason="并", ending=ending, by=BY)
    assert reads.get(one.identifier).status == Status.PUBLISHED and kinds(one) == ["published"]
    services.withdraw(
        one.identifier, reason="并", ending=Ending.CONSOLIDATED, successor=other.identifier, by=BY
    )


def test_a_withdrawn_publication_comes_back_as_a_new_version_where_it_stood():
    city()
    old = services.publish(draft(1), by=BY)
    row = services.publish(draft(2, relations=(repeal(1),), channels=("plans", "news")), by=BY)
    services.withdraw(row.identifier, reason="有误", by=BY)
    assert reads.get(old.identifier).validity == Validity.VALID
    channels.close_channel("plans", by=BY)
    services.restore(row.identifier, note="复核后恢复公开", by=BY)
    row = reads.get(row.identifier)
    assert (row.status, row.version, row.reason, row.ending) == (Status.PUBLISHED, 2, "", "")
    assert reads.metadata(reads.current(row))["change_note"] == "复核后恢复公开"
    assert {place.channel.code for place in row.placements.all()} == {"news"}
    assert reads.get(old.identifier).validity == Validity.REPEALED
    assert kinds(row) == ["published", "withdrawn", "republished"]
    sequence_all()
    assert list(faults()) == []
    with pytest.raises(RuleBroken):
        services.restore(row.identifier, note="再来", by=BY)


def test_nothing_brings_back_what_the_law_removed():
    city()
    row = services.publish(draft(1), by=BY)
    services.withdraw(row.identifier, reason="处罚决定被撤销", by=BY)
    services.remove(row.identifier, basis="《行政处罚法》第四十八条", by=BY)
    assert not Version.objects.get(publication=row).text
    for wrong in (
        lambda: services.restore(row.identifier, note="恢复", by=BY),
        lambda: services.restore(f"{code(1)}/2024-00099", note="恢复", by=BY),
        lambda: services.remove(row.identifier, basis="再次", by=BY),
    ):
        with pytest.raises(RuleBroken):
            wrong()
    sequence_all()
    assert list(faults()) == []


def test_a_return_says_why():
    city()
    row = services.publish(draft(1), by=BY)
    services.withdraw(row.identifier, reason="有误", by=BY)
    with pytest.raises(Unpublishable):
        services.restore(row.identifier, note=" ", by=BY)
    assert kinds(row) == ["published", "withdrawn"]


def test_what_a_sweep_declares_expired_lapses_on_the_day_of_its_result():
    city()
    old = services.publish(draft(1), by=BY)
    declares = repeal(1, kind=RelationKind.LAPSES)
    row = services.publish(draft(2, relations=(declares,), effective_on=date(2024, 4, 1)), by=BY)
    old = reads.get(old.identifier)
    assert (old.validity, old.lapsed_on) == (Validity.LAPSED, date(2024, 4, 1))
    assert reads.validity_on(old, date(2024, 3, 31)) == Validity.VALID
    assert last_facts(old)["lapsed_on"] == "2024-04-01" and kinds(old)[-1] == "validity_changed"
    services.withdraw(row.identifier, reason="有误", by=BY)
    assert reads.get(old.identifier).validity == Validity.VALID
    sequence_all()
    assert list(faults()) == []


def file(text: bytes) -> Link:
    kept = attachments.take_in("附表.txt", text, by=BY)
    return Link("附表.txt", f"/files/{kept.sha256}", "text/plain", kept.size, kept.sha256)


@pytest.mark.django_db(transaction=True)
def test_removal_deletes_the_files_that_nothing_else_names():
    city()
    own, shared = file("张三的附表".encode()), file("公用的附表".encode())
    row, other = services.publish_many(
        [draft(1, attachments=(own, shared)), draft(2, attachments=(shared,))], by=BY
    )
    services.republish(row.identifier, draft(1, attachments=()), note="去掉附件", by=BY)
    sequence_all()
    assert list(faults()) == []
    services.remove(row.identifier, basis="《个人信息保护法》第四十七条", by=BY)
    assert files.content(own.sha256) is None and files.content(shared.sha256) is not None
    assert not storages[files.ALIAS].exists(files.location(own.sha256))
    assert [one.sha256 for one in Attached.objects.all()] == [shared.sha256]
    assert [entry.kind for entry in ledger.of(own.sha256)] == ["file.taken", "file.discarded"]
    sequence_all()
    assert list(faults()) == []
    Attached.objects.all().delete()
    assert "附件归属" in next(faults()).what
    assert other.status == Status.PUBLISHED
