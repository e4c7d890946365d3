"""No result while one group is open; then draft, comments, outcome and final document lead to each other."""

import pytest

from gongkai.desk.consultations.models import Group
from gongkai.desk.consultations.rules.outcomes import Outcome
from gongkai.desk.consultations.rules.phases import Phase, RuleBroken, Stage
from gongkai.desk.consultations.services import concluding, grouping, reviewing, suggesting
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications
from gongkai.record.catalogue.rules import Kind, RelationKind
from gongkai.record.catalogue.services import publications as publishing
from tests.record.catalogue import making as catalogue

from . import holding


@pytest.fixture
def row(people, at):
    row = holding.opened(people)
    for who in "ab":
        holding.said(row, who=who)
    at(holding.AFTER)
    return holding.closed(row, people)


def test_a_result_is_published_with_every_group_and_answers_its_draft(row, people):
    row = holding.published_result(row, people)
    assert (row.phase, row.stage) == (Phase.ANSWERED, Stage.PUBLIC)
    made = publications.get(row.outcome.identifier)
    assert made.kind == Kind.CONSULTATION_OUTCOME
    html = publications.current(made).html
    for words in ("前三十分钟免费", "采纳", "已写入第四条", "验证手机", "共收到意见若干"):
        assert words in html
    (relation,) = publications.relations(made)
    assert (relation.kind, relation.target) == (RelationKind.REPLIES, row.draft)
    assert holding.kinds(f"consultation/{row.pk}")[-1] == "consultation.answered"


def test_one_open_group_stops_the_result_even_after_it_was_approved(row, people):
    row = holding.answered(row, people)
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    row = holding.reviewed(row, people)
    Group.objects.update(outcome="")
    with pytest.raises(RuleBroken, match="还没有写明采纳情况"):
        concluding.publish(row.pk, by=people["final"])
    row.refresh_from_db()
    assert (row.phase, row.outcome) == (Phase.CLOSED, None)


def test_an_outcome_needs_a_reason_a_person_and_the_end(row, people):
    by = people["drafter"]
    suggesting.run(suggesting.ask(row.pk, by=by).pk)
    group = Group.objects.get()
    with pytest.raises(RuleBroken, match="先核对"):
        concluding.decide(row.pk, group.pk, Outcome.ADOPTED, "好", by=by)
    grouping.confirm(row.pk, group.pk, title="免费", by=by)
    with pytest.raises(RuleBroken, match="理由"):
        concluding.decide(row.pk, group.pk, Outcome.NOT_ADOPTED, " ", by=by)
    with pytest.raises(NotAllowed):
        concluding.decide(row.pk, group.pk, Outcome.ADOPTED, "好", by=people["street drafter"])
    done = concluding.decide(row.pk, group.pk, Outcome.ADOPTED, "好", by=by)
    assert (done.outcome, done.person_id) == (Outcome.ADOPTED, by.person)
    assert holding.kinds(f"consultation/{row.pk}/group/{group.pk}")[-1] == "consultation.group_decided"
    with pytest.raises(RuleBroken, match="不在了"):
        concluding.decide(row.pk, group.pk + 1, Outcome.ADOPTED, "好", by=by)


def test_while_it_is_open_no_outcome_is_written(people):
    row = holding.opened(people)
    one = holding.said(row)
    group = grouping.gather(row.pk, [one.pk], title="免费", by=people["drafter"])
    with pytest.raises(RuleBroken, match="还没有截止"):
        concluding.decide(row.pk, group.pk, Outcome.ADOPTED, "好", by=people["drafter"])
    with pytest.raises(RuleBroken, match="公布结果"):
        concluding.publish(row.pk, by=people["final"])


def test_a_result_with_the_reviewers_is_not_changed(row, people):
    row = holding.answered(row, people)
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    with pytest.raises(RuleBroken, match="先撤回"):
        concluding.summarise(row.pk, "别的", revision=row.revision, by=people["drafter"])


def test_nobody_spoke_and_that_is_said(people, at):
    row = holding.opened(people)
    at(holding.AFTER)
    row = holding.closed(row, people)
    row = concluding.summarise(row.pk, "没有收到意见", revision=row.revision, by=people["drafter"])
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    row = concluding.publish(holding.reviewed(row, people).pk, by=people["final"])
    assert "没有收到意见" in publications.current(row.outcome).text


def test_the_final_document_and_the_result_lead_to_each_other(row, people):
    row = holding.published_result(row, people)
    draft = catalogue.draft(publisher=holding.FINANCE, title="江城市公共停车场管理办法")
    document = publishing.publish(draft, by=holding.OPERATOR)
    row = concluding.finish(row.pk, document.identifier, "", by=people["final"])
    assert (row.phase, row.final) == (Phase.FINISHED, document)
    result = publications.get(row.outcome.identifier)
    assert result.version == 2 and document.path in publications.current(result).html
    kinds = {(relation.kind, relation.target_id) for relation in publications.relations(result)}
    assert kinds == {(RelationKind.REPLIES, row.draft_id), (RelationKind.CITES, document.pk)}
    with pytest.raises(RuleBroken, match="决定已公布"):
        concluding.finish(row.pk, document.identifier, "", by=people["final"])


def test_what_was_not_decided_is_said_in_words(row, people):
    row = holding.published_result(row, people)
    with pytest.raises(RuleBroken, match="索引号"):
        concluding.finish(row.pk, "", " ", by=people["final"])
    with pytest.raises(RuleBroken, match="没有已公开"):
        concluding.finish(row.pk, "nothing/2026-1", "", by=people["final"])
    row = concluding.finish(row.pk, "", "经研究，暂不制定这份办法", by=people["final"])
    assert "暂不制定" in publications.current(publications.get(row.outcome.identifier)).html
