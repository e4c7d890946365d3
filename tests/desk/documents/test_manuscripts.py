"""Manuscripts: what is kept, the optimistic lock, what they become."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.desk.documents.models import Manuscript, Revision
from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.rules.manuscripts import (
    Conflict,
    Content,
    RuleBroken,
    Status,
    cleaned,
    differing,
    from_version,
    pack,
    profile_of,
    to_draft,
    unpack,
)
from gongkai.desk.documents.services import attaching, manuscripts, publishing, submitting
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import EVERYWHERE, NotAllowed
from gongkai.record.catalogue.rules import Disclosure, Kind, Link, RelationKind, RelationState
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.rules.profiles import Profile

from . import writing

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)


@pytest.fixture
def people(db):
    return writing.city()


def test_a_content_is_packed_and_read_again():
    one = writing.content(keywords=("预算", "绩效"), normative=True)
    assert unpack(pack(one), one.html) == one


def test_the_body_is_made_safe_and_a_monstrous_one_refused():
    one = cleaned(writing.content(title=" 预算 \n办法", html='<p onclick="x()">甲</p><script>1</script>'))
    assert (one.title, one.html) == ("预算 办法", "<p>甲</p>")
    with pytest.raises(RuleBroken, match="万字"):
        cleaned(writing.content(html="甲" * 2_000_001))
    with pytest.raises(RuleBroken, match="嵌套"):
        cleaned(writing.content(html="<div>" * 3000))


def test_what_it_is_decides_how_it_is_reviewed():
    assert profile_of(writing.content(normative=True)) is Profile.NORMATIVE
    assert profile_of(writing.content()) is Profile.MAJOR
    assert profile_of(Content(Kind.NEWS)) is Profile.ROUTINE


def test_differences_are_told_in_words():
    one = writing.content()
    two = replace(one, title="新", disclosure=Disclosure.WITHHELD, normative=True, keywords=("甲",))
    assert differing(one, two) == [
        ("标题", one.title, "新"),
        ("关键词", "", "甲"),
        ("公开属性", "主动公开", "不予公开"),
        ("规范性文件", "否", "是"),
    ]


def test_an_interpretation_states_what_it_explains():
    text = writing.content(kind=Kind.INTERPRETATION, interprets="江财〔2026〕6号", document_number="")
    draft = to_draft(text, publisher="x", published_at=AT)
    (found, *_) = draft.relations
    assert (found.kind, found.target_key, found.state) == (
        RelationKind.INTERPRETS, "num:江财〔2026〕6号", RelationState.CONFIRMED
    )  # fmt: skip


def test_what_is_public_can_be_read_back_into_a_content():
    draft = to_draft(writing.content(), publisher="x", published_at=AT)
    metadata = {"kind": "document", "title": draft.title, "made_on": "2026-11-02", "keywords": ["甲"],
                "published_at": "…", "change_note": "旧"}  # fmt: skip
    back = from_version(metadata, draft.html)
    assert (back.title, back.made_on, back.keywords) == (draft.title, writing.content().made_on, ("甲",))
    assert back.change_note == ""


def test_each_save_is_a_revision_with_its_entry(people):
    by = people["drafter"]
    manuscript = writing.begun(people)
    after = manuscripts.save(manuscript.pk, writing.content(title="改了题目"), revision=1, by=by)
    assert (after.revision, after.title) == (2, "改了题目")
    assert [row.number for row in queries.revisions(after)] == [2, 1]
    assert queries.content_of(after, 1).title == writing.content().title
    kinds = [entry.kind for entry in ledger.of(f"manuscript/{manuscript.pk}")]
    assert kinds == ["manuscript.begun", "manuscript.saved"]


def test_the_same_again_keeps_no_revision(people):
    manuscript = writing.begun(people)
    after = manuscripts.save(manuscript.pk, writing.content(), revision=1, by=people["drafter"])
    assert after.revision == 1
    assert Revision.objects.count() == 1


def test_who_saves_over_anothers_revision_is_told_whose(people):
    manuscript = writing.begun(people)
    by = people["drafter"]
    manuscripts.save(manuscript.pk, writing.content(title="甲"), revision=1, by=by)
    with pytest.raises(Conflict, match=r"drafter 于 .* 保存了第 2 版，您改的是第 1 版") as caught:
        manuscripts.save(manuscript.pk, writing.content(title="乙"), revision=1, by=by)
    assert caught.value.revision == 2
    assert queries.content_of(queries.one(EVERYWHERE, manuscript.pk)).title == "甲"


def test_without_the_duty_or_outside_the_scope_nothing_is_written(people):
    manuscript = writing.begun(people)
    for who in ("first", "street drafter"):
        with pytest.raises(NotAllowed):
            manuscripts.save(manuscript.pk, writing.content(title="乙"), revision=1, by=people[who])
    assert queries.one(people["street drafter"].scope, manuscript.pk) is None


def test_given_up_it_leaves_the_list_but_stays_readable(people):
    manuscript = writing.begun(people)
    manuscripts.abandon(manuscript.pk, by=people["drafter"])
    scope = people["drafter"].scope
    assert queries.listed(scope).items == []
    assert queries.listed(scope, status=Status.ABANDONED).items == [manuscript]
    with pytest.raises(RuleBroken, match="作废"):
        manuscripts.abandon(manuscript.pk, by=people["drafter"])


def test_lists_are_paged_and_searched(people):
    for number in range(5):
        writing.begun(people, title=f"第{number}号通告", document_number=f"江财〔2026〕{number + 1}号")
    scope = people["drafter"].scope
    first = queries.listed(scope, limit=3)
    second = queries.listed(scope, limit=3, before=first.next)
    assert [m.title for m in (*first.items, *second.items)] == [f"第{n}号通告" for n in (4, 3, 2, 1, 0)]
    assert second.next is None
    assert [m.title for m in queries.listed(scope, words="江财[2026]3号").items] == ["第2号通告"]
    assert len(queries.listed(scope, words="通告", kind=Kind.NEWS).items) == 0
    assert queries.counts(scope) == {"drafting": 5}
    assert [m.pk for m in queries.mine(people["drafter"])] == [m.pk for m in queries.listed(scope).items]
    with pytest.raises(ValueError, match=r".*"):
        queries.listed(scope, before="nonsense")


def test_there_is_one_change_of_something_public_at_a_time(people):
    manuscript = publishing.publish(writing.approved(people).pk, by=people["final"])
    identifier = manuscript.publication.identifier
    first = manuscripts.change(identifier, by=people["drafter"])
    with pytest.raises(RuleBroken, match="已有一份修改稿"):
        manuscripts.change(identifier, by=people["drafter"])
    with pytest.raises(IntegrityError), transaction.atomic():  # of two at once the database keeps one
        Manuscript.objects.filter(pk=manuscript.pk).update(status=Status.DRAFTING, changes=first.changes)
    manuscripts.abandon(first.pk, by=people["drafter"])
    assert manuscripts.change(identifier, by=people["drafter"]).changes == manuscript.publication


def test_a_change_keeps_the_files_and_where_it_came_from(people):
    """What no form shows is not lost: kept files, attachments that lie elsewhere, the source's address."""
    begun = writing.begun(people)
    attaching.add(begun.pk, "表.txt", "预算表".encode(), by=people["drafter"])
    submitting.submit(begun.pk, revision=begun.revision, by=people["drafter"])
    public = publishing.publish(writing.pass_all(begun, people).pk, by=people["final"]).publication
    draft = queries.public_draft(Manuscript(changes=public))
    elsewhere = Link("附件.pdf", "https://www.example.gov.cn/a.pdf")
    draft = replace(
        draft, attachments=(*draft.attachments, elsewhere), source_url="https://www.example.gov.cn/1.html"
    )
    publications.republish(public.identifier, draft, note="迁移时补", by=people["final"])
    changed = manuscripts.change(public.identifier, by=people["drafter"])
    assert [file.name for file in queries.files(changed)] == ["表.txt"]
    shown = queries.draft_for_preview(changed.pk, changed.revision)
    assert [link.name for link in shown.attachments] == ["表.txt", "附件.pdf"]
    content = replace(queries.content_of(changed), change_note="改了一处", html="<p>第一条 改过。</p>")
    changed = manuscripts.save(changed.pk, content, revision=changed.revision, by=people["drafter"])
    changed = submitting.submit(changed.pk, revision=changed.revision, by=people["drafter"])
    publishing.publish(writing.pass_all(changed, people).pk, by=people["final"])
    after = queries.public_draft(Manuscript(changes=changed.changes))
    assert [(link.name, bool(link.sha256)) for link in after.attachments] == [
        ("表.txt", True),
        ("附件.pdf", False),
    ]
    assert after.source_url == "https://www.example.gov.cn/1.html"
