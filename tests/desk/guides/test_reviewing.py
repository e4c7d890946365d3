"""A guide is sent to review only when it is whole, and neither its writer nor its sender decides."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides, reviewing
from gongkai.desk.guides.services.checking import Blocked
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import RuleBroken as NotHers

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_what_lacks_an_element_does_not_go_to_review(people):
    guide = writing.begun(people, hours="", online="http://a.example.gov.cn")
    with pytest.raises(Blocked, match="还缺 办理时间；网上办理地址：是 http 地址"):
        reviewing.submit(guide.pk, revision=1, by=people["drafter"])
    with pytest.raises(RuleBroken, match="刚刚有新的修改"):
        reviewing.submit(guide.pk, revision=7, by=people["drafter"])


def test_personal_data_is_found_and_answered(people):
    guide = writing.begun(people, notes="联系人张三，身份证号 11010519491231002X。")
    with pytest.raises(Blocked, match="其他说明"):
        reviewing.submit(guide.pk, revision=1, by=people["drafter"])
    grave = findings.blocking("guide", [str(guide.pk)])
    with pytest.raises(RuleBroken, match="已不存在"):
        reviewing.answer(guide.pk, "0" * 32, reason="示例", by=people["drafter"])
    if grave[0].answerable:
        reviewing.answer(guide.pk, grave[0].fingerprint, reason="是虚构的示例", by=people["drafter"])
        assert not findings.blocking("guide", [str(guide.pk)])


def test_it_goes_through_two_people_and_comes_back(people):
    guide = writing.submitted(people)
    assert guide.state == State.REVIEWING
    review = reviews.opened("guide", str(guide.pk))
    with pytest.raises((RuleBroken, NotHers, NotAllowed)):
        reviewing.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=people["drafter"])
    back = reviewing.decide(review.pk, Outcome.RETURNED, "请写楼层", stage=Stage.FIRST, by=people["first"])
    assert back.state == State.DRAFTING
    saved = guides.save(
        guide.pk, replace(writing.WHOLE, notes="二楼"), revision=back.revision, by=people["drafter"]
    )
    sent = reviewing.submit(guide.pk, revision=saved.revision, by=people["drafter"])
    with pytest.raises(RuleBroken, match="现在不能修改"):
        guides.save(guide.pk, writing.WHOLE, revision=sent.revision, by=people["drafter"])
    assert reviewing.recall(guide.pk, by=people["drafter"]).state == State.DRAFTING
    again = reviewing.submit(guide.pk, revision=sent.revision, by=people["drafter"])
    assert writing.pass_all(again, people).state == State.APPROVED
    told = [entry.kind for entry in ledger.of(f"guide/{guide.pk}")]
    assert told == [
        "guide.begun", "guide.submitted", "guide.returned", "guide.saved", "guide.submitted",
        "guide.recalled", "guide.submitted", "guide.approved",
    ]  # fmt: skip
