"""What a batch's seed drew waits for people's eyes, once, and is decided by somebody else."""

import pytest

from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.services import batch_opening, batches, sampling
from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.editorial.models import Review
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome, RuleBroken, Status
from tests.record.editorial import making

from . import writing


@pytest.fixture
def people(transactional_db):
    return writing.city()


def published(people, rate):
    drafts = [
        Draft(Kind.LICENCE, f"第{n}号许可", writing.FINANCE, "<p>准予。</p>", "准予。", writing.AT)
        for n in range(10)
    ]
    items = [Item(Subject.DRAFT, str(n), one.title, pack(one)) for n, one in enumerate(drafts)]
    where = {"organisation": writing.FINANCE, "title": "许可", "sample_rate": rate}
    batch = batch_opening.open(Action.PUBLISH, items, **where, by=people["final"])
    return batches.run(batch.pk)


def test_each_drawn_one_gets_one_review_however_often_the_batch_is_run(people):
    batch = published(people, 20)
    assert batches.run(batch.pk).pk == batch.pk
    drawn = set(batch.items.filter(sampled=True).values_list("identifier", flat=True))
    rows = Review.objects.filter(kind=sampling.KIND)
    assert {row.subject for row in rows} == drawn and len(rows) == len(drawn) == 2
    assert {(row.profile, row.stage) for row in rows} == {(Profile.FEED, Stage.AFTERWARDS)}
    assert all(row.due_on for row in rows)


def test_nothing_drawn_asks_nobody(people):
    published(people, 0)
    assert not Review.objects.exists()


def test_whoever_published_the_batch_does_not_look_at_it(people):
    published(people, 10)
    (review,) = Review.objects.all()
    assert reviews.waiting(people["final"], [sampling.KIND]).items == []
    with pytest.raises(RuleBroken, match="起草人"):
        sampling.decide(review.pk, Outcome.APPROVED, "", stage=Stage.AFTERWARDS, by=people["final"])


def test_another_looks_and_the_finding_is_kept(people):
    other = making.staff("other-final", writing.FINANCE, *making.DUTIES["final"])
    published(people, 10)
    (review,) = reviews.waiting(other, [sampling.KIND]).items
    named = sampling.decide(review.pk, Outcome.RETURNED, "金额有误", stage=Stage.AFTERWARDS, by=other)
    review.refresh_from_db()
    assert (named, review.status) == (review.subject, Status.RETURNED)
    assert [entry.kind for entry in ledger.of(f"review/{review.pk}")] == ["review.opened", "review.returned"]
