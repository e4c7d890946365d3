"""Publishing opens it for whole days; a revision keeps its time, its publication and every comment."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.consultations.models import Comment
from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules.phases import Phase, RuleBroken, Stage
from gongkai.desk.consultations.services import consultations, opening
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications
from gongkai.record.catalogue.rules import Kind

from . import holding
from .holding import CONTENT


def test_an_approved_draft_is_public_and_open_for_thirty_whole_days(people):
    row = holding.opened(people)
    assert (row.phase, row.stage, row.public_version) == (Phase.OPEN, Stage.PUBLIC, 1)
    assert (row.closes_on, row.result_due_on) == (holding.LAST, date(2026, 5, 1))
    assert row.closes_at.isoformat() == "2026-04-02T00:00:00+08:00"
    made = publications.get(row.draft.identifier)
    assert (made.kind, made.publisher.code) == (Kind.CONSULTATION, holding.FINANCE)
    assert "截止到 2026-04-01" in publications.current(made).html
    assert holding.kinds(f"consultation/{row.pk}")[-1] == "consultation.opened"


def test_what_is_not_approved_is_not_published_and_not_by_everybody(people):
    row = holding.submitted(people)
    with pytest.raises(RuleBroken, match="审核通过以后"):
        opening.publish(row.pk, by=people["final"])
    row = holding.reviewed(row, people)
    with pytest.raises(NotAllowed):
        opening.publish(row.pk, by=people["drafter"])


def test_a_revision_is_reviewed_and_carries_the_comments(people):
    row = holding.opened(people)
    first = holding.said(row, "前三十分钟应当免费", anchor=3)
    row = opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    holding.said(row, "标准应当听证", anchor=3, who="b")  # it stays open, in its public version
    with pytest.raises(RuleBroken, match="改了什么"):
        consultations.save(row.pk, replace(CONTENT, note=" "), revision=row.revision, by=people["drafter"])
    content = replace(CONTENT, html=holding.RENUMBERED, note="前三十分钟免费", title="不能改")
    row = consultations.save(row.pk, content, revision=row.revision, by=people["drafter"])
    row = holding.revised(row, people)
    assert (row.public_version, row.closes_on, row.title) == (2, holding.LAST, CONTENT.title)
    made = publications.get(row.draft.identifier)
    assert made.version == 2 and "前三十分钟免费" in publications.current(made).html
    clause = queries.clause(row, 3)
    assert (clause.label, clause.thread.comments) == ("第四条", 2)
    assert Comment.objects.get(pk=first.pk).version == 1
    assert holding.said(row, "同意", anchor=5, who="c").version == 2


def test_only_an_open_one_is_revised_and_once_at_a_time(people, at):
    row = holding.begun(people)
    with pytest.raises(RuleBroken, match="只有征集中"):
        opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    row = holding.opened(people)
    opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    row.refresh_from_db()
    with pytest.raises(RuleBroken, match="只有征集中"):
        opening.revise(row.pk, revision=row.revision, by=people["drafter"])
