"""From the drafter's hand through the stages and back."""

import pytest

from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.manuscripts import RuleBroken, Status
from gongkai.desk.documents.services import manuscripts, submitting
from gongkai.desk.documents.services.checking import Blocked
from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.rules import Disclosure
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_sent_to_review_it_can_no_longer_be_written(people):
    manuscript = writing.submitted(people)
    assert manuscript.status == Status.REVIEWING
    assert reviews.opened("manuscript", str(manuscript.pk)).profile == Profile.MAJOR
    with pytest.raises(RuleBroken, match="撤回送审"):
        manuscripts.save(manuscript.pk, writing.content(title="乙"), revision=1, by=people["drafter"])


def test_an_older_revision_is_not_sent(people):
    manuscript = writing.begun(people)
    manuscripts.save(manuscript.pk, writing.content(title="新"), revision=1, by=people["drafter"])
    with pytest.raises(RuleBroken, match="刷新"):
        submitting.submit(manuscript.pk, revision=1, by=people["drafter"])


def test_a_grave_finding_stops_it_and_leaves_it_a_draft(people):
    manuscript = writing.begun(people, normative=True, plan="")
    with pytest.raises(Blocked, match="1 项"):
        submitting.submit(manuscript.pk, revision=1, by=people["drafter"])
    assert queries.one(people["drafter"].scope, manuscript.pk).status == Status.DRAFTING


def test_passed_by_all_it_waits_to_be_published(people):
    manuscript = writing.approved(people)
    assert manuscript.status == Status.APPROVED
    assert [m.pk for m in queries.to_publish(people["final"])] == [manuscript.pk]
    assert queries.to_publish(people["first"]) == []
    kinds = [entry.kind for entry in ledger.of(f"manuscript/{manuscript.pk}")]
    assert kinds == ["manuscript.begun", "manuscript.submitted", "manuscript.approved"]


def test_what_is_not_to_be_disclosed_is_kept_on_file(people):
    manuscript = writing.approved(
        people, disclosure=Disclosure.WITHHELD, ground="ND-16-1", ground_words="内部工作流程"
    )
    assert manuscript.status == Status.KEPT
    assert queries.to_publish(people["final"]) == []


def test_returned_it_comes_back_with_the_reviewers_words(people):
    manuscript = writing.submitted(people)
    review = reviews.opened("manuscript", str(manuscript.pk))
    after = submitting.decide(
        review.pk, Outcome.RETURNED, "请补充依据", stage=Stage.FIRST, by=people["first"]
    )
    assert after.status == Status.RETURNED
    assert queries.mine(people["drafter"]) == [after]
    again = submitting.submit(manuscript.pk, revision=1, by=people["drafter"])
    assert again.status == Status.REVIEWING


def test_taken_back_it_is_written_again(people):
    manuscript = writing.submitted(people)
    after = submitting.recall(manuscript.pk, by=people["drafter"])
    assert after.status == Status.DRAFTING
    assert reviews.opened("manuscript", str(manuscript.pk)) is None
    with pytest.raises(RuleBroken, match="无需撤回"):
        submitting.recall(manuscript.pk, by=people["drafter"])


def test_an_approved_one_taken_back_must_be_reviewed_anew(people):
    manuscript = writing.approved(people)
    assert submitting.recall(manuscript.pk, by=people["drafter"]).status == Status.DRAFTING
    assert queries.to_publish(people["final"]) == []
