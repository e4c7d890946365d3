"""Manuscripts on the staff's screens: writing, conflicts, review, steps; what others may not see."""

import json

import pytest

from gongkai.desk.documents.models import Manuscript
from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.manuscripts import Status
from gongkai.desk.documents.services import manuscripts
from gongkai.record.editorial.queries import reviews
from gongkai.surface.console.models import WorkingCopy
from tests.desk.documents import writing

from .clients import at, entered

MOST = 15  # statements of a page


@pytest.fixture
def people(db):
    return writing.city()


def form(content, revision, **changed):
    """What a browser posts of the form."""
    given = {
        "revision": revision, "title": content.title, "html": content.html, "kind": content.kind.value,
        "document_number": content.document_number, "issuing_bodies": "、".join(content.issuing_bodies),
        "made_on": content.made_on or "", "effective_on": content.effective_on or "",
        "disclosure": content.disclosure, "mandatory_item": content.mandatory_item, "plan": content.plan,
        "channels": [],
    }  # fmt: skip
    return given | changed


def test_a_manuscript_begins_is_written_checked_and_sent(people):
    client = entered("drafter")
    begun = client.post(at("begin_manuscript"), {"kind": "document"})
    key = Manuscript.objects.get().pk
    assert begun.headers["Location"] == at("edit_manuscript", key)
    telling = writing.content(html="<p>联系电话13812345678。</p>")
    saved = client.post(at("edit_manuscript", key), form(telling, 1), follow=True).content.decode()
    assert "已保存为第 2 版" in saved
    assert "138****5678" in saved
    refused = client.post(at("submit_manuscript", key), {"revision": 2})
    assert refused.status_code == 422
    assert "须处理" in refused.content.decode()
    client.post(at("edit_manuscript", key), form(writing.content(), 2))
    client.post(at("submit_manuscript", key), {"revision": 3})
    assert Manuscript.objects.get().status == Status.REVIEWING


def test_a_finding_is_answered_by_a_named_person(people):
    manuscript = writing.begun(people, html="<p>联系电话13812345678。</p>")
    client = entered("drafter")
    page = client.get(at("manuscript", manuscript.pk))
    (finding,) = [row for row in page.context["findings"] if row.severity == "blocking"]
    sent = {"subject": finding.subject, "fingerprint": finding.fingerprint, "reason": "值班手机，对外公布"}
    client.post(at("answer_finding", manuscript.pk), sent)
    answered = client.get(at("manuscript", manuscript.pk)).content.decode()
    assert "drafter 于" in answered
    assert "值班手机，对外公布" in answered
    assert client.post(at("submit_manuscript", manuscript.pk), {"revision": 1}).status_code == 302


def test_a_conflict_is_shown_and_loses_nothing(people):
    manuscript = writing.begun(people)
    client = entered("drafter")
    theirs = writing.content(title="他人改的题目", html="<p>第一条 他人改了。</p>")
    manuscripts.save(manuscript.pk, theirs, revision=1, by=people["drafter"])
    mine = writing.content(title="我改的题目", html="<p>第一条 我也改了。</p>")
    page = client.post(at("edit_manuscript", manuscript.pk), form(mine, 1))
    text = page.content.decode()
    assert page.status_code == 409
    assert "保存了第 2 版，您改的是第 1 版" in text
    assert "他人改的题目" in text
    assert 'value="我改的题目"' in text
    assert 'name="revision" value="2"' in text
    again = client.post(at("edit_manuscript", manuscript.pk), form(mine, 2))
    assert again.status_code == 302
    assert Manuscript.objects.get().title == "我改的题目"


def test_what_was_typed_is_kept_for_its_writer_until_saved(people):
    manuscript = writing.begun(people)
    client = entered("drafter")
    typed = form(writing.content(title="还没保存的题目"), 1)
    kept = client.post(at("autosave_manuscript", manuscript.pk), typed)
    assert set(json.loads(kept.content)) == {"saved_at"}
    assert queries.content_of(manuscript).title == writing.content().title
    assert "自动暂存" in client.get(at("edit_manuscript", manuscript.pk)).content.decode()
    restored = client.get(at("edit_manuscript", manuscript.pk) + "?copy=1").content.decode()
    assert "还没保存的题目" in restored
    client.post(at("edit_manuscript", manuscript.pk), typed)
    assert not WorkingCopy.objects.exists()


def test_bad_dates_are_told_by_their_field(people):
    manuscript = writing.begun(people)
    sent = form(writing.content(), 1, made_on="去年", html="<p>不丢</p>")
    page = entered("drafter").post(at("edit_manuscript", manuscript.pk), sent)
    assert page.status_code == 422
    assert "成文日期不是日期" in page.content.decode()
    assert "&lt;p&gt;不丢&lt;/p&gt;" in page.content.decode()


def test_the_list_is_the_organisations_own_and_cheap(people, django_assert_max_num_queries):
    for number in range(6):
        writing.begun(people, title=f"第{number}份", document_number="")
    client = entered("drafter")
    with django_assert_max_num_queries(MOST):
        page = client.get(at("manuscripts"))
    assert page.content.decode().count("data-row") == 6
    assert "第3份" not in client.get(at("manuscripts") + "?words=第4").content.decode()
    assert "还没有稿件" in entered("street-drafter").get(at("manuscripts")).content.decode()
    for bad in ("before=x", "words=%00"):
        assert client.get(at("manuscripts") + "?" + bad).status_code == 400


@pytest.mark.parametrize("name", ["manuscript", "edit_manuscript", "differences"])
def test_a_page_is_cheap_and_another_organisations_is_not_there(people, name, django_assert_max_num_queries):
    manuscript = writing.begun(people)
    client = entered("drafter")
    with django_assert_max_num_queries(MOST):
        assert client.get(at(name, manuscript.pk)).status_code == 200
    assert entered("street-drafter").get(at(name, manuscript.pk)).status_code == 404


def test_who_may_not_draft_finds_no_form(people):
    manuscript = writing.begun(people)
    assert entered("first").get(at("edit_manuscript", manuscript.pk)).status_code == 403


def test_a_review_is_decided_from_the_page_and_leaves_the_list(people):
    manuscript = writing.submitted(people)
    client = entered("first")
    work = client.get(at("work")).content.decode()
    assert manuscript.title in work
    review = client.get(at("manuscript", manuscript.pk)).context["review"]
    refused = client.post(at("decide_review", review.pk), {"stage": "first", "outcome": "returned"})
    assert refused.status_code == 422
    assert "请写明意见" in refused.content.decode()
    client.post(at("decide_review", review.pk), {"stage": "first", "outcome": "approved"})
    assert (
        manuscript.title not in client.get(at("work")).content.decode().split("您在等的")[0].split("tbody")[0]
    )
    late = entered("second").post(at("decide_review", review.pk), {"stage": "first", "outcome": "approved"})
    assert late.status_code == 422
    assert "刚刚已由他人办理" in late.content.decode()


def test_an_approved_one_is_scheduled_and_published(people):
    manuscript = writing.approved(people)
    client = entered("final")
    wrong = client.post(at("schedule_manuscript", manuscript.pk), {"at": "明天"})
    assert wrong.status_code == 422
    assert "2026-03-05 09:30" in wrong.content.decode()
    client.post(at("schedule_manuscript", manuscript.pk), {"at": "2027-03-05T09:30"})
    assert Manuscript.objects.get().publish_at
    client.post(at("schedule_manuscript", manuscript.pk), {"cancel": "1"})
    assert Manuscript.objects.get().publish_at is None
    client.post(at("publish_manuscript", manuscript.pk))
    assert Manuscript.objects.get().status == Status.PUBLISHED
    assert entered("drafter").post(at("publish_manuscript", manuscript.pk)).status_code == 403


def test_versions_are_compared_either_way(people):
    manuscript = writing.begun(people)
    manuscripts.save(
        manuscript.pk,
        writing.content(title="新题目", html="<p>第一条 改了。</p>"),
        revision=1,
        by=people["drafter"],
    )
    client = entered("drafter")
    page = client.get(at("differences", manuscript.pk)).content.decode()
    assert "<ins>新题目</ins>" in page
    assert "<del>" in page
    assert client.get(at("differences", manuscript.pk) + "?view=abreast").status_code == 200
    assert client.get(at("differences", manuscript.pk) + "?before=9").status_code == 404


def test_something_public_is_changed_through_a_manuscript(people):
    client = entered("final")
    manuscript = writing.approved(people)
    client.post(at("publish_manuscript", manuscript.pk))
    identifier = Manuscript.objects.get().publication.identifier
    drafter = entered("drafter")
    answer = drafter.post(at("change", *identifier.split("/")))
    change = Manuscript.objects.latest("pk")
    assert answer.headers["Location"] == at("edit_manuscript", change.pk)
    assert "更新说明" in drafter.get(at("edit_manuscript", change.pk)).content.decode()
    assert entered("street-drafter").post(at("change", *identifier.split("/"))).status_code == 404


def test_a_returned_manuscript_says_on_top_who_returned_it_and_why(people):
    drafter = entered("drafter")
    drafter.post(at("begin_manuscript"), {"kind": "news"})
    row = Manuscript.objects.get()
    content = queries.content_of(row)
    drafter.post(
        at("edit_manuscript", row.pk),
        form(content, row.revision, title="花展", html="<p>花展。</p>", disclosure="proactive"),
    )
    row.refresh_from_db()
    drafter.post(at("submit_manuscript", row.pk), {"revision": row.revision})
    review = reviews.opened("manuscript", str(row.pk))
    sent = {"stage": "first", "outcome": "returned", "words": "请写明日期"}
    entered("first").post(at("decide_review", review.pk), sent)
    page = drafter.get(at("manuscript", row.pk)).content.decode()
    assert "<b>初审退回：</b>请写明日期" in page
