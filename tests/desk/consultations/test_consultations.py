"""A consultation is begun and written within the scope; lists show to each what they may see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules.decisions import Decision
from gongkai.desk.consultations.rules.phases import Phase, RuleBroken, Stage
from gongkai.desk.consultations.services import consultations, opening
from gongkai.ground.orgs.rules import EVERYWHERE, NotAllowed
from gongkai.record.catalogue.services import publications

from . import holding
from .holding import CONTENT, FINANCE


def test_it_is_begun_with_its_clauses_and_one_entry(people):
    row = holding.begun(people)
    assert (row.phase, row.stage, row.next_anchor) == (Phase.PREPARING, Stage.WRITING, 5)
    assert holding.kinds(f"consultation/{row.pk}") == ["consultation.begun"]


def test_saving_needs_the_newest_revision_and_writes_the_clauses_anew(people):
    row = holding.begun(people)
    changed = replace(CONTENT, html="<p>第一条 甲。\0</p><script>x</script>", title="新标题\0")
    row = consultations.save(row.pk, changed, revision=1, by=people["drafter"])
    assert (row.title, row.revision, row.next_anchor) == ("新标题", 2, 2)
    assert "script" not in row.versions.get().html and "\0" not in row.versions.get().html
    with pytest.raises(RuleBroken, match="他人修改"):
        consultations.save(row.pk, CONTENT, revision=1, by=people["drafter"])


def test_a_period_below_the_minimum_needs_its_reason_which_goes_when_it_is_not_needed(people):
    short = replace(CONTENT, days=10)
    with pytest.raises(RuleBroken, match="30 日"):
        holding.begun(people, short)
    row = holding.begun(people, replace(short, shorten_reason="汛期将至"))
    assert row.shorten_reason == "汛期将至"
    normative = replace(short, decision=Decision.NORMATIVE, shorten_reason="多余")
    assert consultations.save(row.pk, normative, revision=1, by=people["drafter"]).shorten_reason == ""


def test_only_who_drafts_at_that_organisation_may(people):
    row = holding.begun(people)
    for by in (people["first"], people["street drafter"]):
        with pytest.raises(NotAllowed):
            consultations.save(row.pk, CONTENT, revision=1, by=by)
    with pytest.raises(NotAllowed):
        consultations.begin(FINANCE, CONTENT, by=people["street drafter"])
    with pytest.raises(RuleBroken, match="没有这个机构"):
        consultations.begin("nobody", CONTENT, by=people["drafter"])


def test_html_that_would_take_forever_and_fields_without_end_are_refused(people):
    with pytest.raises(RuleBroken, match="嵌套太深"):
        holding.begun(people, replace(CONTENT, html="<div>" * 3_000))
    with pytest.raises(RuleBroken, match="精简"):
        holding.begun(people, replace(CONTENT, title="长" * 400))


def test_another_organisations_consultation_is_not_there(people):
    row = holding.begun(people)
    assert queries.one(people["drafter"].scope, row.pk) == row
    assert queries.one(people["street drafter"].scope, row.pk) is None
    assert list(queries.within(people["street drafter"].scope)) == []
    assert queries.pending(people["drafter"]) == [row] and queries.pending(people["first"]) == []


def test_the_public_sees_it_from_its_publishing_and_among_the_open_until_its_end(people):
    assert queries.public(holding.begun(people).pk) is None
    row = holding.opened(people)
    now = timezone.now()
    assert queries.public(row.pk) == row and queries.open_at(now) == [row]
    assert queries.open_at(now, people["street drafter"].organisation) == []
    assert queries.open_at(row.closes_at) == [] and queries.over_at(row.closes_at) == [row]
    assert queries.over_at(now) == []
    publications.withdraw(row.draft.identifier, reason="内容有误", by=people["final"])
    assert queries.public(row.pk) is None and queries.open_at(now) == []


def test_versions_and_what_is_no_longer_in_the_draft(people):
    row = holding.opened(people)
    holding.said(row, "应当公布之日起三十日后施行", anchor=4)
    row = opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    assert [one.number for one in queries.versions(row)] == [1] and queries.version(row, 2) is None
    content = replace(CONTENT, html=holding.RENUMBERED, note="增加无障碍车位")
    consultations.save(row.pk, content, revision=row.revision, by=people["drafter"])
    row = holding.revised(row, people)
    assert [clause.label for clause in queries.clauses(row, 2)] == ["第一条", "第二条", "第三条", "第四条"]
    assert [(clause.label, clause.thread.comments) for clause in queries.gone(row)] == [("第四条", 1)]
    assert queries.clause(row, 2).label == "第三条" and queries.clause(row, 4).version.number == 1
    assert queries.clause(row, 99) is None


def test_what_is_overdue(people, at):
    row = holding.opened(people)
    at(row.result_due_on + timedelta(days=1))
    assert list(queries.overdue(EVERYWHERE, timezone.localdate())) == []
    holding.closed(row, people)
    assert list(queries.overdue(EVERYWHERE, timezone.localdate())) == [row]
