"""What publishing, and what follows it, does to rows and to the ledger."""

from datetime import date

import pytest

from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, Scope
from gongkai.record.catalogue.models import Alias, Publication, Relation, Version
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.rules import (
    TOMBSTONE,
    Kind,
    RelationState,
    RuleBroken,
    Status,
    Unpublishable,
    Validity,
    touched,
)
from gongkai.record.catalogue.rules.content import digest, prepare
from gongkai.record.catalogue.services import channels
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, code, draft, kinds, last_facts, repeal

pytestmark = pytest.mark.django_db


def test_a_published_draft_has_an_index_number_an_address_and_a_first_version():
    city()
    row = services.publish(draft(mandatory_item="20.1"), by=BY)
    assert row.identifier == f"{code(1)}/2024-00001"
    assert row.path == f"/publications/{row.identifier}"
    found = reads.get(row.identifier)
    version = reads.current(found)
    assert reads.metadata(version)["title"] == found.title == "关于第1项工作的通知"
    assert version.digest == digest(row.identifier, 1, version.metadata, version.html, version.text)
    assert [item.pk for item in lists.latest(channel="policies").items] == [row.pk]


def test_the_ledger_says_codes_hashes_and_dates_only():
    city()
    row = services.publish(draft(), by=BY)
    facts = last_facts(row)
    assert facts == {
        "identifier": row.identifier,
        "version": 1,
        "digest": reads.current(row).digest,
        "kind": "document",
        "publisher": code(1),
        "published_at": "2024-03-01T11:00:00+08:00",
        "validity": "valid",
        "channels": ["policies"],
        "related": [],
    }
    assert touched("publication.published", facts) == {
        "latest",
        f"publication:{row.identifier}",
        f"organisation:{code(1)}",
        "channel:policies",
        "kind:document",
    }


def test_a_batch_gets_consecutive_numbers_for_each_organisation_and_year():
    city()
    drafts = [draft(n) for n in range(1, 5)] + [draft(5, publisher=code(2))]
    rows = services.publish_many(drafts, by=BY)
    assert [row.identifier for row in rows] == [
        *(f"{code(1)}/2024-{n:05d}" for n in range(1, 5)),
        f"{code(2)}/2024-00001",
    ]
    assert services.publish(draft(6), by=BY).identifier == f"{code(1)}/2024-00005"


def test_the_number_of_statements_does_not_grow_with_the_batch(django_assert_max_num_queries):
    city()
    prepared = [prepare(draft(n, relations=(repeal(99, RelationState.FOUND),))) for n in range(1, 31)]
    with django_assert_max_num_queries(30):
        services.publish_many(prepared, by=BY)
    assert Relation.objects.count() == 30


def test_what_cannot_be_published_leaves_nothing_behind():
    city()
    for broken in (
        draft(2, channels=("nowhere",)),
        draft(2, publisher="000000000"),
        draft(2, title="长" * 501),
        draft(2, text="a\0b"),
        draft(2, summary="\ud800"),
    ):
        with pytest.raises(Unpublishable):
            services.publish_many([draft(1), broken], by=BY)
    with pytest.raises(RuleBroken):
        services.publish_many([draft(1)] * 201, by=BY)
    assert services.publish_many([], by=BY) == []
    assert not Publication.objects.exists()
    assert services.publish(draft(1), by=BY).identifier.endswith("-00001")


def test_publishing_needs_the_duty_at_the_publisher():
    city()
    root = reads.get(services.publish(draft(1), by=BY).identifier).publisher.parent.code
    other = Actor("x/1", code(2), frozenset({Duty.PUBLISH}), Scope((f"{root}/{code(2)}/",)))
    reader = Actor("x/2", code(1), frozenset({Duty.READ}), Scope((f"{root}/",)))
    for by in (other, reader):
        with pytest.raises(NotAllowed):
            services.publish(draft(2), by=by)
        with pytest.raises(NotAllowed):
            services.withdraw(f"{code(1)}/2024-00001", reason="有误", by=by)
    services.publish(draft(2, publisher=code(2)), by=other)


def test_a_new_version_keeps_the_old_one_and_says_what_changed():
    city()
    row = services.publish(draft(1, relations=(repeal(7, RelationState.FOUND),)), by=BY)
    changed = draft(1, title="改正后的标题", source_url="http://new.example.gov.cn/1", channels=("news",))
    services.republish(row.identifier, changed, note="更正标题", by=BY)
    row = reads.get(row.identifier)
    assert (row.title, row.version) == ("改正后的标题", 2)
    newest, first = reads.versions(row)
    assert reads.metadata(newest)["change_note"] == "更正标题"
    assert reads.metadata(first)["title"] == "关于第1项工作的通知"
    assert reads.relations(row) == []
    assert Alias.objects.filter(publication=row).count() == 2
    assert {place.channel.code for place in row.placements.all()} == {"news", "policies"}
    assert reads.changed([row]) == {row.pk: newest.at}
    for bad in (draft(1, publisher=code(2)), draft(1, title="")):
        with pytest.raises((RuleBroken, Unpublishable)):
            services.republish(row.identifier, bad, note="更正", by=BY)
    with pytest.raises(Unpublishable):
        services.republish(row.identifier, changed, note=" ", by=BY)
    with pytest.raises(RuleBroken):
        services.republish_many([(row.identifier, changed)] * 2, note="更正", by=BY)


def test_a_withdrawn_publication_keeps_its_page_and_leaves_the_lists():
    city()
    row = services.publish(draft(1), by=BY)
    services.withdraw(row.identifier, reason="内容有误", by=BY)
    row = reads.get(row.identifier)
    assert (row.status, row.reason) == (Status.WITHDRAWN, "内容有误")
    assert lists.latest().items == [] == lists.latest(channel="policies").items
    assert kinds(row) == ["published", "withdrawn"] and "内容有误" not in str(last_facts(row))
    for again in (
        services.withdraw,
        lambda *a, **k: services.republish(row.identifier, draft(1), note="x", by=BY),
    ):
        with pytest.raises(RuleBroken):
            again(row.identifier, reason="再次", by=BY)
    with pytest.raises(RuleBroken):
        services.withdraw(row.identifier, reason="  ", by=BY)


def test_removal_by_law_leaves_number_address_and_digest_only():
    city()
    rows = services.publish_many([draft(1), draft(2, relations=(repeal(1),))], by=BY)
    removed = services.remove(rows[1].identifier, basis="《条例》第十五条", by=BY)
    removed = reads.get(removed.identifier)
    version = Version.objects.get(publication=removed)
    assert (removed.title, removed.document_number, version.html, version.text) == (TOMBSTONE, "", "", "")
    assert version.digest and reads.metadata(version) == {}
    assert reads.get(rows[0].identifier).validity == Validity.VALID
    assert reads.alias("https://old.example.gov.cn/art/2.html") is None
    assert reads.by_number("江政发〔2024〕2号") == []
    assert services.publish(draft(3), by=BY).identifier.endswith("-00003")


def test_days_bring_documents_into_force_and_end_them():
    city()
    future = date(2999, 1, 1)
    rows = services.publish_many(
        [
            draft(1, effective_on=future),
            draft(2, expires_on=future),
            draft(3, kind=Kind.NEWS, expires_on=future),
        ],
        by=BY,
    )
    assert [row.validity for row in rows] == ["pending", "valid", ""]
    assert services.expire_due(future, by=BY) == 1
    assert services.expire_due(date(2999, 1, 2), by=BY) == 1
    assert services.expire_due(date(2999, 1, 2), by=BY) == 0
    assert [reads.get(row.identifier).validity for row in rows] == ["valid", "expired", ""]
    assert kinds(rows[1]) == ["published", "expired"]


def test_a_channels_owner_decides_what_stands_in_it():
    city()
    row = services.publish(draft(1), by=BY)
    channels.place(row.identifier, "news", by=BY)
    assert last_facts(row)["channels"] == ["news"]
    with pytest.raises(RuleBroken):
        channels.place(row.identifier, "news", by=BY)
    outsider = Actor("x/1", code(2), frozenset(Duty), Scope((f"{code(2)}/",)))
    with pytest.raises(NotAllowed):
        channels.place(row.identifier, "plans", by=outsider)
    channels.unplace(row.identifier, "news", by=BY)
    channels.close_channel("plans", by=BY)
    with pytest.raises(RuleBroken):
        channels.place(row.identifier, "plans", by=BY)
    with pytest.raises(RuleBroken):
        channels.unplace(row.identifier, "news", by=BY)
    assert channels.ensure_defaults(by=BY) == 0
