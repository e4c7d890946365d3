"""Nothing goes to review incomplete, with an open group, or by who sent it."""

from dataclasses import replace

import pytest

from gongkai.desk.consultations.rules.phases import RuleBroken, Stage
from gongkai.desk.consultations.services import checking, consultations, reviewing
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.profiles import Profile
from gongkai.record.editorial.rules.profiles import Stage as ReviewStage
from gongkai.record.editorial.rules.reviewing import Outcome

from . import holding


def test_a_draft_passes_its_stages_and_waits(people):
    row = holding.submitted(people)
    review = reviews.opened(checking.DRAFT, str(row.pk))
    assert (row.stage, review.profile, review.title) == (Stage.REVIEWING, Profile.MAJOR, row.title)
    row = holding.reviewed(row, people)
    assert row.stage == Stage.APPROVED
    assert holding.kinds(f"consultation/{row.pk}")[-2:] == ["consultation.submitted", "consultation.approved"]
    with pytest.raises(RuleBroken, match="先撤回"):
        consultations.save(row.pk, holding.CONTENT, revision=row.revision, by=people["drafter"])
    assert reviewing.recall(row.pk, by=people["drafter"]).stage == Stage.WRITING


def test_what_is_missing_is_named(people):
    with pytest.raises(RuleBroken, match="起草说明、提出意见的方式"):
        holding.submitted(people, replace(holding.CONTENT, explanation="", ways=" "))


def test_a_stale_screen_sends_nothing(people):
    row = holding.begun(people)
    with pytest.raises(RuleBroken, match="他人修改"):
        reviewing.submit(row.pk, revision=9, by=people["drafter"])


def test_it_is_returned_and_written_on(people):
    row = holding.submitted(people)
    review = reviews.opened(checking.DRAFT, str(row.pk))
    stage, by = ReviewStage.FIRST, people["first"]
    row = reviewing.decide(checking.DRAFT, review.pk, Outcome.RETURNED, "请补充依据", stage=stage, by=by)
    assert row.stage == Stage.WRITING
    with pytest.raises(RuleBroken, match="无需撤回"):
        reviewing.recall(row.pk, by=people["drafter"])


def test_who_sent_it_does_not_decide(people):
    row = holding.submitted(people)
    review = reviews.opened(checking.DRAFT, str(row.pk))
    with pytest.raises(RuleBroken, match="送审人不能"):
        reviewing.decide(
            checking.DRAFT, review.pk, Outcome.APPROVED, "", stage=ReviewStage.FIRST, by=people["drafter"]
        )


def test_personal_data_in_a_draft_stops_it_until_a_person_answers_for_it(people):
    words = "有意见请联系周晓梅，身份证号110101199003070038。"
    row = holding.begun(people, replace(holding.CONTENT, explanation=words))
    with pytest.raises(checking.Blocked, match="身份证"):
        reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    for one in findings.of(checking.DRAFT, [str(row.pk)]):
        reviewing.answer(row.pk, one.fingerprint, reason="本人同意公开", by=people["drafter"])
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    assert row.stage == Stage.REVIEWING


def test_no_result_goes_to_review_with_a_group_open_or_without_words(people, at):
    row = holding.opened(people)
    holding.said(row)
    at(holding.AFTER)
    row = holding.closed(row, people)
    with pytest.raises(RuleBroken, match="1 条意见还没有归组"):
        reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    row = holding.answered(row, people)
    row.summary = ""
    row.save()
    with pytest.raises(RuleBroken, match="结果说明"):
        reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
