"""An approved manuscript becomes public once: now, at its minute, or in an emergency."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gongkai.desk.documents.models import Manuscript
from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.manuscripts import EMERGENCY, RuleBroken, Status
from gongkai.desk.documents.services import manuscripts, publishing, submitting
from gongkai.desk.documents.services.checking import Blocked
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.notices import queries as notices
from gongkai.ground.orgs.rules import NotAllowed, system
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, RelationKind
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from . import writing

CLOCK = system("clock")


@pytest.fixture
def people(db):
    return writing.city()


@pytest.fixture
def committed(transactional_db):
    """The same, seen by other threads."""
    return writing.city()


def public(manuscript):
    return catalogue.get(Manuscript.objects.get(pk=manuscript.pk).publication.identifier)


def test_published_it_stands_in_the_record_as_it_was_approved(people):
    manuscript = publishing.publish(writing.approved(people).pk, by=people["final"])
    assert manuscript.status == Status.PUBLISHED
    row = public(manuscript)
    assert (row.title, row.document_number) == (manuscript.title, "江财〔2026〕6号")
    assert catalogue.current(row).html == writing.content().html
    assert [e.kind for e in ledger.of(f"manuscript/{manuscript.pk}")][-1] == "manuscript.published"
    with pytest.raises(RuleBroken, match="刚刚已经发布"):
        publishing.publish(manuscript.pk, by=people["final"])


def test_nobody_without_the_duty_publishes(people):
    manuscript = writing.approved(people)
    with pytest.raises(NotAllowed):
        publishing.publish(manuscript.pk, by=people["drafter"])


def test_what_is_not_approved_is_published_by_no_schedule(people):
    manuscript = writing.submitted(people)
    with pytest.raises(RuleBroken, match="审核通过"):
        publishing.schedule(manuscript.pk, timezone.now() + timedelta(hours=1), by=people["final"])
    Manuscript.objects.update(publish_at=timezone.now())
    assert publishing.publish_due(timezone.now() + timedelta(days=1), by=CLOCK) == 0
    assert Manuscript.objects.get().status == Status.REVIEWING


def test_at_its_minute_two_workers_publish_it_once(committed):
    manuscript = writing.approved(committed)
    at = timezone.now() + timedelta(minutes=5)
    publishing.schedule(manuscript.pk, at, by=committed["final"])
    assert publishing.publish_due(at - timedelta(seconds=1), by=CLOCK) == 0
    gate, done = threading.Barrier(2), []

    def work():
        gate.wait()
        done.append(publishing.publish_due(at, by=CLOCK))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done) == [0, 1]
    assert [e.kind for e in ledger.of(f"manuscript/{manuscript.pk}")].count("manuscript.published") == 1


def test_a_schedule_lies_ahead_and_can_be_taken_away(people):
    manuscript = writing.approved(people)
    for wrong in (timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=400)):
        with pytest.raises(RuleBroken, match="一年之内"):
            publishing.schedule(manuscript.pk, wrong, by=people["final"])
    publishing.schedule(manuscript.pk, timezone.now() + timedelta(minutes=1), by=people["final"])
    assert publishing.schedule(manuscript.pk, None, by=people["final"]).publish_at is None


def test_what_the_record_refuses_waits_for_a_person_with_the_reason(people):
    manuscript = writing.approved(people, channels=("no-such-channel",))
    at = timezone.now() + timedelta(minutes=1)
    publishing.schedule(manuscript.pk, at, by=people["final"])
    assert publishing.publish_due(at, by=CLOCK) == 0
    held = Manuscript.objects.get(pk=manuscript.pk)
    assert (held.status, held.publish_at) == (Status.APPROVED, None)
    assert "no-such-channel" in held.trouble


def test_a_document_and_its_interpretation_go_out_together(people):
    document = writing.begun(people)
    explaining = writing.content(
        kind=Kind.INTERPRETATION, title="预算管理办法解读", document_number="", html="<p>背景。</p>"
    )
    interpretation = manuscripts.begin(
        writing.FINANCE, explaining, explains=document.pk, by=people["drafter"]
    )
    for one in (document, interpretation):
        submitting.submit(one.pk, revision=1, by=people["drafter"])
        writing.pass_all(one, people)
    publishing.publish(document.pk, by=people["final"])
    (relation,) = [
        r for r in catalogue.relations(public(interpretation)) if r.kind == RelationKind.INTERPRETS
    ]
    assert relation.target == public(document)


def test_an_interpretation_left_behind_gets_its_three_days(people):
    document = writing.begun(people)
    late = manuscripts.begin(
        writing.FINANCE,
        writing.content(kind=Kind.INTERPRETATION, title="解读", document_number=""),
        explains=document.pk,
        by=people["drafter"],
    )
    submitting.submit(document.pk, revision=1, by=people["drafter"])
    writing.pass_all(document, people)
    publishing.publish(document.pk, by=people["final"])
    late.refresh_from_db()
    assert late.due_on > timezone.localdate()


def test_a_change_of_something_public_is_a_new_version_with_its_note(people):
    first = publishing.publish(writing.approved(people).pk, by=people["final"])
    row = public(first)
    change = manuscripts.change(row.identifier, by=people["drafter"])
    with pytest.raises(RuleBroken, match="已有一份修改稿"):
        manuscripts.change(row.identifier, by=people["drafter"])
    text = queries.content_of(change)
    assert text.title == row.title
    saved = manuscripts.save(
        change.pk,
        writing.content(title="改后的题目", change_note="更正题目"),
        revision=1,
        by=people["drafter"],
    )
    submitting.submit(saved.pk, revision=2, by=people["drafter"])
    publishing.publish(writing.pass_all(saved, people).pk, by=people["final"])
    after = catalogue.get(row.identifier)
    assert (after.version, after.title, after.published_at) == (2, "改后的题目", row.published_at)
    assert catalogue.metadata(catalogue.current(after))["change_note"] == "更正题目"


def test_an_emergency_is_public_as_such_and_reviewed_afterwards(people):
    manuscript = writing.begun(people, kind=Kind.NOTICE, document_number="")
    with pytest.raises(RuleBroken, match="理由"):
        publishing.publish_emergency(manuscript.pk, " ", by=people["officer"])
    published = publishing.publish_emergency(manuscript.pk, "暴雨红色预警", by=people["officer"])
    assert published.status == Status.PUBLISHED
    assert catalogue.metadata(catalogue.current(public(published)))["flags"] == [EMERGENCY]
    review = reviews.opened("manuscript", str(manuscript.pk))
    assert (review.profile, review.stage) == (Profile.EMERGENCY, Stage.AFTERWARDS)
    assert review.due_on > timezone.localdate()
    assert [d.words for d in reviews.history("manuscript", str(manuscript.pk))] == ["暴雨红色预警"]
    submitting.decide(review.pk, Outcome.APPROVED, "", stage=Stage.AFTERWARDS, by=people["final"])
    assert reviews.opened("manuscript", str(manuscript.pk)) is None
    assert Manuscript.objects.get(pk=manuscript.pk).status == Status.PUBLISHED


def test_urgency_lets_no_grave_finding_through(people):
    manuscript = writing.begun(people, normative=True, plan="")
    with pytest.raises(Blocked):
        publishing.publish_emergency(manuscript.pk, "急", by=people["officer"])
    with pytest.raises(NotAllowed):
        publishing.publish_emergency(manuscript.pk, "急", by=people["final"])


def test_trouble_and_urgency_are_told_to_whoever_must_act(people):
    manuscript = writing.approved(people, channels=("no-such-channel",))
    at = timezone.now() + timedelta(minutes=1)
    publishing.schedule(manuscript.pk, at, by=people["final"])
    publishing.publish_due(at, by=CLOCK)
    (told,) = notices.listed(people["final"].person).items
    assert told.subject == "定时发布没有完成，请处理"
    urgent = writing.begun(people, kind=Kind.NOTICE, document_number="")
    publishing.publish_emergency(urgent.pk, "暴雨红色预警", by=people["officer"])
    assert "事后审核" in notices.listed(people["final"].person).items[0].subject
    assert any("事后审核" in notice.subject for notice in notices.listed(people["officer"].person).items)
