"""A survey is reviewed by others before anybody is asked, and comes back or is approved as it stands."""

import pytest

from gongkai.desk.consultations.rules.surveys import Kind, Question, RuleBroken, State
from gongkai.desk.consultations.services import survey_review, surveys
from gongkai.ground.ledger.models import Entry
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import RuleBroken as ReviewBroken
from tests.record.editorial import making

from .asking import OPENS, approved, fresh, submitted, written


def test_two_stages_by_two_people_and_it_waits_for_its_minute(askers):
    made = approved(askers)
    assert made.state == State.APPROVED
    kinds = Entry.objects.filter(subject=f"survey/{made.pk}").order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["survey.submitted", "survey.approved"]


def test_the_review_is_wanted_by_the_day_it_opens(askers):
    review = reviews.opened(surveys.KIND, str(submitted(askers).pk))
    assert review.due_on == OPENS and review.stage == Stage.FIRST


def test_what_is_lacking_or_grave_does_not_go_to_review(askers):
    made = surveys.begin(making.FINANCE, "题", by=askers["drafter"])
    with pytest.raises(RuleBroken, match="为什么调查"):
        survey_review.submit(made.pk, revision=1, by=askers["drafter"])
    made = written(askers, questions=(Question(Kind.SINGLE, "您的姓名？", ("甲", "乙")),))
    with pytest.raises(RuleBroken, match="1 项检查结果须处理"):
        survey_review.submit(made.pk, revision=2, by=askers["drafter"])
    with pytest.raises(RuleBroken, match="新的修改"):
        survey_review.submit(made.pk, revision=1, by=askers["drafter"])
    assert fresh(made).state == State.DRAFTING


def test_it_comes_back_with_words_and_can_be_taken_back(askers):
    made = submitted(askers)
    review = reviews.opened(surveys.KIND, str(made.pk))
    survey_review.decide(review.pk, Outcome.RETURNED, "第二题请改", stage=Stage.FIRST, by=askers["first"])
    assert fresh(made).state == State.DRAFTING
    survey_review.submit(made.pk, revision=2, by=askers["drafter"])
    assert survey_review.recall(made.pk, by=askers["drafter"]).state == State.DRAFTING
    with pytest.raises(RuleBroken, match="不能撤回"):
        survey_review.recall(made.pk, by=askers["drafter"])
    taken = approved(askers)
    assert survey_review.recall(taken.pk, by=askers["drafter"]).state == State.DRAFTING


def test_neither_who_wrote_nor_who_sent_it_decides(askers):
    made = written(askers)
    both = making.staff("both", making.FINANCE, *making.DUTIES["drafter"], *making.DUTIES["first"])
    survey_review.submit(made.pk, revision=2, by=both)
    review = reviews.opened(surveys.KIND, str(made.pk))
    with pytest.raises(RuleBroken, match="送审人不能审核"):
        survey_review.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=both)
    survey_review.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=askers["first"])
    with pytest.raises(ReviewBroken, match="刚刚已由他人办理"):
        survey_review.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=askers["second"])
