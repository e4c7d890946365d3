"""Guides are begun, saved under a lock, compared, taken up again, given up; each with its entry."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.models import Guide
from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides, importing
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def kinds(guide):
    return [entry.kind for entry in ledger.of(f"guide/{guide.pk}")]


def test_it_is_begun_and_saved_with_its_entry(people):
    guide = writing.begun(people)
    assert (guide.state, guide.missing, guide.code) == (State.DRAFTING, 0, writing.CODE)
    with pytest.raises(NotAllowed):
        guides.begin(writing.FINANCE, writing.WHOLE, by=people["street drafter"])
    shape = replace(writing.WHOLE, hours="")
    saved = guides.save(guide.pk, shape, revision=1, by=people["drafter"])
    assert (saved.revision, saved.missing) == (2, 1)
    assert guides.save(guide.pk, shape, revision=2, by=people["drafter"]).revision == 2
    assert kinds(guide) == ["guide.begun", "guide.saved"]
    facts = ledger.of(f"guide/{guide.pk}")[-1].facts
    assert writing.WHOLE.title not in str(facts)
    with pytest.raises(guides.Conflict, match="他人刚刚保存了第 2 版"):
        guides.save(guide.pk, writing.WHOLE, revision=1, by=people["drafter"])
    with pytest.raises(NotAllowed):
        guides.save(guide.pk, writing.WHOLE, revision=2, by=people["first"])


def test_a_code_is_one_guide_of_an_organisation(people):
    first = writing.begun(people)
    with pytest.raises(RuleBroken, match="已有一份指南"):
        writing.begun(people)
    guides.abandon(first.pk, by=people["drafter"])
    assert writing.begun(people).pk != first.pk
    assert writing.begun(people, code="").code == writing.begun(people, code="").code == ""


def test_differences_are_accepted_one_by_one(people):
    guide = writing.begun(people)
    row = {"事项名称": "领取养老金资格认证", "实施编码": writing.CODE, "实施主体": "江城市财政局"}
    content = importing.reading.json.dumps([row | {"承诺办结时限": "3个工作日", "办公时间": "9:00-17:00"}])
    importing.import_items("a.json", content.encode(), by=people["drafter"])
    guide = Guide.objects.get()
    assert (guide.differing, queries.to_compare(guide), guide.revision) == (2, True, 1)
    with pytest.raises(RuleBroken, match="已经不存在"):
        guides.accept(guide.pk, ["fee"], revision=1, by=people["drafter"])
    made = guides.accept(guide.pk, ["promised"], revision=1, by=people["drafter"])
    shape = queries.shape(made)
    assert (shape.promised, shape.hours) == ("3个工作日", writing.WHOLE.hours)
    assert (made.differing, queries.to_compare(made), made.revision) == (1, False, 2)
    assert kinds(guide)[-1] == "guide.compared"
    with pytest.raises(RuleBroken, match="刷新页面重新比对"):
        guides.accept(guide.pk, [], revision=1, by=people["drafter"])


def test_what_is_public_is_reopened_with_a_note(people):
    guide = writing.published(people)
    with pytest.raises(RuleBroken, match="请先点“修改”"):
        guides.save(guide.pk, writing.WHOLE, revision=guide.revision, by=people["drafter"])
    with pytest.raises(RuleBroken, match="请写明改什么"):
        guides.reopen(guide.pk, " \0", by=people["drafter"])
    assert guides.reopen(guide.pk, "电话变更", by=people["drafter"]).state == State.DRAFTING
    with pytest.raises(RuleBroken, match="公布过，不能作废"):
        guides.abandon(guide.pk, by=people["drafter"])
    assert kinds(guide)[-1] == "guide.reopened"
