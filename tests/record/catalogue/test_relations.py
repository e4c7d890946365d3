"""Relations both ways, and what confirmed ones do to the validity of their targets."""

from datetime import date

import pytest

from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.rules import Found, Kind, RelationKind, RelationState, RuleBroken, Validity
from gongkai.record.catalogue.services import publications as services
from gongkai.record.catalogue.services import relations

from .making import BY, city, draft, kinds, last_facts, repeal

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
