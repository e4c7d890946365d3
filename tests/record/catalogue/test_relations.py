"""Relations both ways, and what confirmed ones do to the validity of their targets."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries.verification import verify
from gongkai.record.catalogue.rules import Found, Kind, RelationKind, RelationState, RuleBroken, Validity
from gongkai.record.catalogue.services import entries, relations
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, code, draft, kinds, last_facts, repeal

pytestmark = pytest.mark.django_db


def test_relations_meet_their_targets_in_either_order():
    city()
    cites = tuple(
        Found(RelationKind.CITES, key, "写法", "依据")
        for key in (
            "num:江政发[2024]007号",
            "url:http://OLD.example.gov.cn/art/8.html#top",
            "title:《关于第9项工作的 通知》",
        )
    )
    early = services.publish(draft(1, relations=cites), by=BY)
    targets = services.publish_many([draft(n) for n in (7, 8, 9)], by=BY)
    late = services.publish(draft(2, relations=cites), by=BY)
    for source in (early, late):
        assert {relation.target_id for relation in reads.relations(source)} == {row.pk for row in targets}
    assert last_facts(targets[0])["related"] == [early.identifier]
    assert last_facts(late)["related"] == sorted(row.identifier for row in targets)
    assert {relation.source_id for relation in reads.inverse(targets[0])} == {early.pk, late.pk}


def test_a_stated_relation_never_keeps_the_title_of_what_the_law_removes():
    city()
    first, second = services.publish_many([draft(1, title="张三的处罚决定"), draft(2)], by=BY)
    relation = relations.relate(second.identifier, first.identifier, RelationKind.CITES, by=BY)
    services.remove(first.identifier, basis="《个人信息保护法》第四十七条", by=BY)
    relation.refresh_from_db()
    assert (relation.target, relation.label) == (None, first.identifier)
    sequence_all()
    assert verify() is None


def test_what_a_new_version_no_longer_interprets_is_told():
    city()
    reads_first = (Found(RelationKind.INTERPRETS, "num:江政发〔2024〕1号", "1号", ""),)
    first = services.publish(draft(1, channels=("plans",)), by=BY)
    reading = draft(2, publisher=code(2), kind=Kind.INTERPRETATION, document_number="", relations=reads_first)
    second = services.publish(reading, by=BY)
    told = {"beside_channels": ["plans"], "beside_organisations": [code(1)], "related": [first.identifier]}
    assert told.items() <= last_facts(second).items()
    services.republish(second.identifier, replace(reading, relations=(), kind=Kind.NEWS), note="更正", by=BY)
    assert (told | {"was_kind": "interpretation"}).items() <= last_facts(second).items()
    sequence_all()
    assert verify() is None


def test_an_end_tells_more_pages_than_one_entry_holds(monkeypatch):
    monkeypatch.setattr(entries, "CHUNK", 2)
    city()
    cites = (Found(RelationKind.CITES, "num:江政发〔2024〕1号", "1号", ""),)
    first, *others = services.publish_many(
        [draft(1), *(draft(n, relations=cites) for n in range(2, 7))], by=BY
    )
    services.withdraw(first.identifier, reason="有误", by=BY)
    ended = [ledger.facts(entry) for entry in ledger.of(first.identifier)[-3:]]
    assert kinds(first)[-3:] == ["withdrawn", "related", "related"]
    assert [name for facts in ended for name in facts["related"]] == [row.identifier for row in others]
    sequence_all()
    assert verify() is None


def test_a_document_that_cites_itself_points_nowhere():
    city()
    row = services.publish(draft(1, relations=(repeal(1, RelationState.FOUND),)), by=BY)
    assert reads.relations(row)[0].target is None


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        (RelationKind.REPEALS, Validity.REPEALED),
        (RelationKind.SUPERSEDES, Validity.REPEALED),
        (RelationKind.AMENDS, Validity.AMENDED),
        (RelationKind.CITES, Validity.VALID),
    ],
)
@pytest.mark.parametrize("target_first", [True, False])
def test_only_confirmed_repeals_and_amendments_change_validity(kind, becomes, target_first):
    city()
    found = draft(2, relations=(repeal(1, RelationState.FOUND, kind),), effective_on=date(2024, 5, 1))
    drafts = [draft(1), found] if target_first else [found, draft(1)]
    first, second = (services.publish(item, by=BY) for item in drafts)
    target, source = (first, second) if target_first else (second, first)
    assert reads.get(target.identifier).validity == Validity.VALID
    relations.confirm_relation(source.identifier, kind, reads.relations(source)[0].target_key, by=BY)
    target = reads.get(target.identifier)
    assert target.validity == becomes
    assert kinds(source) == ["published", "relation_confirmed"]
    if becomes != Validity.VALID:
        assert kinds(target) == ["published", "validity_changed"]
        assert reads.validity_on(target, date(2024, 4, 30)) == Validity.VALID
        services.withdraw(source.identifier, reason="有误", by=BY)
        assert reads.get(target.identifier).validity == Validity.VALID


def test_a_confirmed_repeal_that_comes_before_its_target_is_not_lost():
    city()
    services.publish(draft(2, relations=(repeal(1),)), by=BY)
    target = services.publish(draft(1), by=BY)
    assert reads.get(target.identifier).validity == target.validity == Validity.REPEALED
    assert last_facts(target)["validity"] == "repealed"
    assert kinds(target) == ["published"]


def test_a_rejected_relation_is_shown_no_more_and_stays_rejected():
    city()
    target, source = services.publish_many([draft(1), draft(2, relations=(repeal(1),))], by=BY)
    key = reads.relations(source)[0].target_key
    relations.reject_relation(source.identifier, RelationKind.REPEALS, key, by=BY)
    assert reads.relations(source) == [] == reads.inverse(target)
    assert reads.get(target.identifier).validity == Validity.VALID
    services.republish(source.identifier, draft(2, relations=(repeal(1),)), note="重发", by=BY)
    assert reads.relations(source) == []
    with pytest.raises(RuleBroken):
        relations.reject_relation(source.identifier, RelationKind.REPEALS, key, by=BY)


def test_a_link_gives_a_found_relation_its_target():
    city()
    vague = Found(RelationKind.INTERPRETS, "title:关于某事的意见", "关于某事的意见")
    target, source = services.publish_many(
        [draft(1), draft(2, kind=Kind.INTERPRETATION, relations=(vague,))], by=BY
    )
    for _ in range(2):
        relations.link(source.identifier, vague.kind, vague.target_key, target.identifier, by=BY)
    assert reads.relations(source)[0].target_id == target.pk
    assert reads.interpretation_counts([target.pk]) == {target.pk: 1}
    assert kinds(source) == ["published", "related"]
