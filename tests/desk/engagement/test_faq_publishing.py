"""Reviewed by others, published as it was reviewed, opened again with a note, taken back."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.engagement.rules.faq import Incomplete, State
from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import faq, faq_publishing
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Status
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

from . import asking_often as often
from . import corresponding


@pytest.fixture(autouse=True)
def today(at):
    at(corresponding.RECEIVED)


def test_it_becomes_a_publication_with_its_source_and_its_day(people, at):
    at(corresponding.RECEIVED)
    source = often.letter()
    entry = often.published(people, content=replace(often.CONTENT, source=source.identifier))
    made = entry.publication
    assert (made.kind, made.title, made.subject_category) == (Kind.QUESTION, "路灯坏了找谁修？", "城市管理")
    assert source.path in catalogue.current(made).html
    assert entry.review_by == date(2027, 3, 2) and entry.state == State.PUBLISHED
    kinds = list(
        Entry.objects.filter(subject=f"faq/{entry.pk}").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["faq.begun", "faq.saved", "faq.submitted", "faq.approved", "faq.published"]


def test_who_wrote_it_does_not_review_it_and_nothing_changes_in_review(people):
    entry = often.submitted(people)
    with pytest.raises(RuleBroken, match="审核中"):
        faq.save(entry.pk, often.CONTENT, revision=entry.revision, by=people["answerer"])
    with pytest.raises(RuleBroken, match="审核中"):
        faq_publishing.publish(entry.pk, by=people["final"])
    often.decide(people, entry, Outcome.RETURNED, "请写明电话")
    assert often.fresh(entry).state == State.DRAFTING


def test_incomplete_or_older_than_what_is_saved_is_not_sent(people):
    empty = faq.begin(making.FINANCE, by=people["answerer"])
    with pytest.raises(Incomplete):
        faq_publishing.submit(empty.pk, revision=empty.revision, by=people["answerer"])
    entry = often.written(people)
    with pytest.raises(RuleBroken, match="刚刚有人修改过"):
        faq_publishing.submit(entry.pk, revision=1, by=people["answerer"])


def test_it_is_recalled(people):
    entry = often.submitted(people)
    assert faq_publishing.recall(entry.pk, by=people["answerer"]).state == State.DRAFTING
    with pytest.raises(RuleBroken):
        faq_publishing.recall(entry.pk, by=people["answerer"])


def test_a_new_version_has_its_note_and_the_old_one_stays_public_until_then(people):
    entry = often.published(people)
    faq_publishing.reopen(entry.pk, "电话变更", by=people["answerer"])
    entry = often.fresh(entry)
    assert entry.publication.status == Status.PUBLISHED and entry.publication.version == 1
    changed = replace(often.CONTENT, answer="请拨打12345。")
    faq.save(entry.pk, changed, revision=entry.revision, by=people["answerer"])
    entry = often.fresh(entry)
    faq_publishing.submit(entry.pk, revision=entry.revision, by=people["answerer"])
    often.approve(people, entry)
    made = faq_publishing.publish(entry.pk, by=people["final"]).publication
    made.refresh_from_db()
    assert made.version == 2 and "12345" in catalogue.current(made).text
    assert catalogue.metadata(catalogue.current(made))["title"] == often.CONTENT.question


def test_it_is_withdrawn_with_a_reason_and_comes_back(people):
    entry = often.published(people)
    with pytest.raises(RuleBroken, match="撤回理由"):
        faq_publishing.withdraw(entry.pk, " ", by=people["final"])
    with pytest.raises(NotAllowed):
        faq_publishing.withdraw(entry.pk, "政策调整", by=people["answerer"])
    faq_publishing.withdraw(entry.pk, "政策调整", by=people["final"])
    entry = often.fresh(entry)
    assert entry.state == State.WITHDRAWN and entry.publication.status == Status.WITHDRAWN
    with pytest.raises(RuleBroken, match="没有公开"):
        faq_publishing.withdraw(entry.pk, "再次", by=people["final"])
    entry = faq_publishing.reopen(entry.pk, "恢复", by=people["answerer"])
    faq_publishing.submit(entry.pk, revision=entry.revision, by=people["answerer"])
    often.approve(people, entry)
    again = faq_publishing.publish(entry.pk, by=people["final"]).publication
    again.refresh_from_db()
    assert again.status == Status.PUBLISHED and again.version == 2


def test_a_source_that_went_meanwhile_holds_it_back(people):
    source = often.letter()
    entry = often.approve(
        people, often.submitted(people, content=replace(often.CONTENT, source=source.identifier))
    )
    publications.withdraw(source.identifier, reason="重发", by=making.OPERATOR)
    with pytest.raises(RuleBroken, match="更换依据"):
        faq_publishing.publish(entry.pk, by=people["final"])
