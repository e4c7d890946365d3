"""Reviews: who is asked, who may decide, what is recorded."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import actor_of
from gongkai.ground.orgs.rules import Duty, NotAllowed, Scope
from gongkai.record.editorial.models import Decision
from gongkai.record.editorial.queries import reviews as queries
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome, RuleBroken, Status
from gongkai.record.editorial.services import reviews

from . import making

OK, BACK = Outcome.APPROVED, Outcome.RETURNED


@pytest.fixture
def people(db):
    return making.city()


@pytest.fixture
def committed(transactional_db):
    """The same, seen by other threads."""
    return making.city()


def opened(people, *, profile=Profile.MAJOR, organisation=making.FINANCE, who="drafter"):
    by = people[who]
    return reviews.open(
        "manuscript", "7", title="预算管理办法", organisation=organisation, profile=profile,
        revision=3, drafter=by.person, by=by,
    )  # fmt: skip


def test_three_people_and_the_secrecy_officer_pass_a_policy(people):
    review = opened(people)
    for who, stage in (
        ("first", Stage.FIRST), ("second", Stage.SECOND), ("secrecy", Stage.SECRECY), ("final", Stage.FINAL)
    ):  # fmt: skip
        assert [r.pk for r in queries.waiting(people[who], ["manuscript"]).items] == [review.pk]
        review = reviews.decide(review.pk, OK, "", stage=stage, by=people[who])
    assert review.status == Status.APPROVED
    assert review.closed_at
    kinds = [entry.kind for entry in ledger.of(f"review/{review.pk}")]
    assert sorted(kinds) == ["review.approved"] * 4 + ["review.opened"]


def test_who_passed_the_first_stage_is_not_asked_for_the_second(people):
    review = opened(people)
    review = reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["first"])
    assert queries.waiting(people["first"], ["manuscript"]).items == []
    assert not queries.may_decide(people["first"], review)
    with pytest.raises(RuleBroken, match="另一人"):
        reviews.decide(review.pk, OK, "", stage=Stage.SECOND, by=people["first"])


def test_the_database_holds_what_the_rule_says(people):
    review = opened(people)
    reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["first"])
    again = Decision(review=review, stage=Stage.SECOND, outcome=OK, person_id=people["first"].person,
                     post="x", revision=3, at=review.opened_at)  # fmt: skip
    with pytest.raises(Exception, match=r"decision_person_once|UNIQUE"):
        again.save()


def test_the_drafter_decides_nothing_even_with_the_duty(people):
    orgs.grant(people["drafter"].post, Duty.REVIEW, by=making.OPERATOR)
    by = actor_of(get_user_model().objects.get(pk=people["drafter"].person))
    review = opened(people)
    assert queries.waiting(by, ["manuscript"]).items == []
    with pytest.raises(RuleBroken, match="起草人"):
        reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=by)


def test_a_return_needs_words_and_ends_the_review(people):
    review = opened(people)
    with pytest.raises(RuleBroken, match="意见"):
        reviews.decide(review.pk, BACK, "  ", stage=Stage.FIRST, by=people["first"])
    review = reviews.decide(review.pk, BACK, "请补充依据", stage=Stage.FIRST, by=people["first"])
    assert review.status == Status.RETURNED
    with pytest.raises(RuleBroken, match="已退回"):
        reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["second"])
    assert [d.words for d in queries.history("manuscript", "7")] == ["请补充依据"]


def test_a_comment_changes_nothing(people):
    review = opened(people)
    after = reviews.decide(review.pk, Outcome.COMMENTED, "附件待补", stage=Stage.FIRST, by=people["first"])
    assert (after.status, after.stage) == (Status.OPEN, Stage.FIRST)
    assert queries.waiting(people["first"], ["manuscript"]).count == 1


def test_without_the_duty_nothing_is_decided(people):
    review = opened(people)
    with pytest.raises(NotAllowed):
        reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["secrecy"])


def test_another_organisations_people_are_not_asked(people):
    review = opened(people)
    with pytest.raises(NotAllowed):
        reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["street first"])
    assert queries.one(people["street first"].scope, review.pk) is None


def test_a_small_unit_borrows_its_superiors_final_reviewer(people):
    review = opened(people, profile=Profile.ROUTINE, organisation=making.STREET, who="street drafter")
    review = reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["street first"])
    assert review.handler.code == making.FINANCE
    assert [r.pk for r in queries.waiting(people["final"], ["manuscript"]).items] == [review.pk]
    assert queries.one(people["street first"].scope, review.pk) == review
    assert reviews.decide(review.pk, OK, "", stage=Stage.FINAL, by=people["final"]).status == Status.APPROVED


def test_its_own_reviewer_is_asked_and_not_the_superiors(people):
    review = opened(people, profile=Profile.ROUTINE, organisation=making.STREET, who="street drafter")
    assert review.handler.code == making.STREET
    with pytest.raises(NotAllowed, match="滨江街道"):
        reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=people["first"])


def test_a_draft_is_in_one_review_at_a_time(people):
    opened(people)
    with pytest.raises(RuleBroken, match="正在审核"):
        opened(people)


def test_taken_back_it_may_be_sent_again(people):
    opened(people)
    assert reviews.cancel("manuscript", "7", by=people["drafter"]).status == Status.CANCELLED
    assert queries.opened("manuscript", "7") is None
    assert opened(people).status == Status.OPEN
    assert queries.latest("manuscript", ["7"])["7"].status == Status.OPEN


def test_overdue_reviews_are_found_in_the_scope(people):
    review = opened(people)
    review.due_on = review.opened_at.date()
    review.save()
    later = review.due_on.replace(year=review.due_on.year + 1)
    assert list(queries.overdue(Scope(("",)), later)) == [review]
    assert list(queries.overdue(people["street first"].scope, later)) == []


def test_two_reviewers_at_once_make_one_decision_and_one_clear_refusal(committed):
    review, answers = opened(committed), []
    gate = threading.Barrier(2)

    def act(who):
        gate.wait()
        try:
            reviews.decide(review.pk, OK, "", stage=Stage.FIRST, by=committed[who])
            answers.append("done")
        except RuleBroken as broken:
            answers.append(str(broken))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(who,)) for who in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=len)[0] == "done"
    assert "刚刚已由他人办理" in sorted(answers, key=len)[1]
    assert Decision.objects.filter(review=review, outcome=OK).count() == 1
