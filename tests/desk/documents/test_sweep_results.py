"""A sweep in review and in public: who may decide, and what the result does to each document."""

import pytest

from gongkai.desk.documents.models import Manuscript
from gongkai.desk.documents.queries import sweeps as queries
from gongkai.desk.documents.rules.sweeps import RuleBroken, Status
from gongkai.desk.documents.services import submitting, sweep_results, sweeps
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Validity
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.models import Review
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import RuleBroken as ReviewBroken
from tests.record.editorial import making

from . import sweeping, writing


@pytest.fixture
def people(transactional_db):
    return writing.city()


def kinds(subject):
    return [entry.kind for entry in ledger.of(subject)]


def test_the_result_changes_each_document_with_an_entry_of_its_own(people):
    sweep, rows = sweeping.approved(people, "keep", "amend", "repeal", "lapse")
    assert sweep.status == Status.APPROVED
    done = sweep_results.publish(sweep.pk, by=people["final"])
    assert done.status == Status.PUBLISHED
    after = [catalogue.get(row.identifier) for row in rows]
    assert [row.validity for row in after] == [
        Validity.VALID, Validity.VALID, Validity.REPEALED, Validity.LAPSED,
    ]  # fmt: skip
    assert [kinds(row.identifier).count("publication.validity_changed") for row in rows] == [0, 0, 1, 1]
    items = queries.items(done)
    assert [item.decided for item in items] == ["keep", "amend", "repeal", "lapse"]
    assert "起废止" in items[2].outcome and "起失效" in items[3].outcome
    public = queries.one(people["final"].scope, sweep.pk).publication
    assert public.kind == Kind.NOTICE and public.title == "江城市财政局关于2026年文件清理结果的公告"
    html = catalogue.current(public).html
    assert all(row.title in html for row in rows) and "上位法已修改" in html
    assert kinds(f"sweep/{sweep.pk}")[-3:] == ["sweep.submitted", "sweep.approved", "sweep.published"]
    with pytest.raises(RuleBroken, match="刚刚已经公布"):
        sweep_results.publish(sweep.pk, by=people["final"])


def test_withdrawing_the_result_gives_the_validity_back(people):
    sweep, (row,) = sweeping.approved(people, "lapse")
    done = sweep_results.publish(sweep.pk, by=people["final"])
    publications.withdraw(done.publication.identifier, reason="清理有误", by=making.OPERATOR)
    assert catalogue.get(row.identifier).validity == Validity.VALID


def test_an_amendment_stays_due_until_there_is_one(people):
    sweep, (row,) = sweeping.approved(people, "amend")
    assert queries.amendments_due(people["drafter"].scope) == []
    sweep_results.publish(sweep.pk, by=people["final"])
    (item,) = queries.amendments_due(people["drafter"].scope)
    assert item.publication_id == row.pk
    assert queries.amendments_due(people["street drafter"].scope) == []
    type(row).objects.filter(pk=row.pk).update(amended_on=sweep.opened_on, validity=Validity.AMENDED)
    assert queries.amendments_due(people["drafter"].scope) == []


def test_neither_opener_nor_sender_reviews_it(people):
    sweep, _ = sweeping.proposed(people, "keep")
    both = making.staff("both", writing.FINANCE, Duty.READ, Duty.DRAFT, Duty.REVIEW)
    sweep_results.submit(sweep.pk, by=both)
    review = reviews.opened("sweep", str(sweep.pk))
    assert review.profile == Profile.MAJOR
    opener = making.orgs.actor_of(sweep.person)
    opener = type(opener)(opener.post, opener.organisation, frozenset(Duty), opener.scope, opener.person)
    with pytest.raises(RuleBroken, match="送审人"):
        sweep_results.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=both)
    with pytest.raises(ReviewBroken, match="起草人"):
        sweep_results.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=opener)
    sweep_results.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=people["first"])
    with pytest.raises(ReviewBroken, match="另一人"):
        sweep_results.decide(review.pk, Outcome.APPROVED, "", stage=Stage.SECOND, by=people["first"])


def test_a_sweep_is_not_decided_as_the_manuscript_of_the_same_number(people):
    manuscript = writing.begun(people)
    sweep, _ = sweeping.proposed(people, "keep")
    sweep_results.submit(sweep.pk, by=people["drafter"])
    Review.objects.update(subject=str(manuscript.pk))
    review = Review.objects.get()
    with pytest.raises(Review.DoesNotExist):
        submitting.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=people["first"])
    assert Manuscript.objects.get().status == "drafting"


def test_in_review_nothing_changes_until_it_comes_back(people):
    sweep, _ = sweeping.proposed(people, "keep", "repeal")
    sweep_results.submit(sweep.pk, by=people["drafter"])
    item = queries.items(sweep)[0]
    for step in (
        lambda: sweeps.propose(sweep.pk, {item.pk: ("lapse", "改主意")}, by=people["drafter"]),
        lambda: sweeps.remove(sweep.pk, [item.pk], by=people["drafter"]),
        lambda: sweeps.add_in_force(sweep.pk, by=people["drafter"]),
        lambda: sweep_results.submit(sweep.pk, by=people["drafter"]),
    ):
        with pytest.raises(RuleBroken, match="审核中"):
            step()
    with pytest.raises(RuleBroken, match="审核通过"):
        sweep_results.publish(sweep.pk, by=people["final"])
    review = reviews.opened("sweep", str(sweep.pk))
    back = sweep_results.decide(
        review.pk, Outcome.RETURNED, "请补充依据", stage=Stage.FIRST, by=people["first"]
    )
    assert back.status == Status.DRAFTING
    assert sweep_results.submit(sweep.pk, by=people["drafter"]).round == 2
    assert sweep_results.recall(sweep.pk, by=people["drafter"]).status == Status.DRAFTING
    assert reviews.opened("sweep", str(sweep.pk)) is None
    with pytest.raises(RuleBroken, match="无需撤回"):
        sweep_results.recall(sweep.pk, by=people["drafter"])


def test_what_is_not_ready_is_not_sent(people):
    empty = sweeps.open(writing.FINANCE, "空的", "依据", by=people["drafter"])
    with pytest.raises(RuleBroken, match="还没有文件"):
        sweep_results.submit(empty.pk, by=people["drafter"])
    sweep, rows = sweeping.opened(people, 5)
    with pytest.raises(RuleBroken, match="没有建议.*等 5 件"):
        sweep_results.submit(sweep.pk, by=people["drafter"])
    items = queries.items(sweep)
    telling = {item.pk: ("repeal", "请联系13812345678") for item in items}
    sweeps.propose(sweep.pk, telling, by=people["drafter"])
    with pytest.raises(RuleBroken, match="个人信息"):
        sweep_results.submit(sweep.pk, by=people["drafter"])
    sweeps.propose(sweep.pk, {item.pk: ("keep", "") for item in items}, by=people["drafter"])
    publications.withdraw(rows[0].identifier, reason="错发", by=making.OPERATOR)
    with pytest.raises(RuleBroken, match="已撤回"):
        sweep_results.submit(sweep.pk, by=people["drafter"])


def test_what_ended_since_the_review_stops_the_result(people):
    sweep, rows = sweeping.approved(people, "keep", "repeal")
    publications.withdraw(rows[1].identifier, reason="错发", by=making.OPERATOR)
    with pytest.raises(RuleBroken, match="撤回后移出"):
        sweep_results.publish(sweep.pk, by=people["final"])
    assert sweep_results.recall(sweep.pk, by=people["drafter"]).status == Status.DRAFTING


def test_nobody_without_the_duty_publishes(people):
    sweep, _ = sweeping.approved(people, "keep")
    with pytest.raises(NotAllowed):
        sweep_results.publish(sweep.pk, by=people["drafter"])
    assert queries.pending(people["final"]) == [sweep]
