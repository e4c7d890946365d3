"""A survey opens at its minute, is public as a publication, and ends at its second whoever runs the clock."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import RuleBroken, State
from gongkai.desk.consultations.services import survey_review, survey_running
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import channels
from tests.record.editorial import making

from .asking import CLOCK, CLOSES, OPENS, answered, approved, closed, fresh, moment, opened


def test_it_opens_at_its_minute_and_is_published(askers, at):
    made = approved(askers)
    at(OPENS, 8)
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 0
    at(OPENS, 9)
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 1
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 0
    public = fresh(made).publication
    assert public.kind == Kind.SURVEY and queries.public(made.pk) is not None
    assert Entry.objects.filter(kind="survey.opened", subject=f"survey/{made.pk}").count() == 1
    assert Entry.objects.filter(kind="publication.published").count() == 1


def test_a_person_may_open_it_at_once_who_publishes(askers, at):
    made = approved(askers)
    with pytest.raises(NotAllowed):
        survey_running.open_now(made.pk, by=askers["drafter"])
    made = survey_running.open_now(made.pk, by=askers["final"])
    assert made.state == State.OPEN and made.opens_at == timezone.now()
    with pytest.raises(RuleBroken, match="还没有开放的才能开放"):
        survey_running.open_now(made.pk, by=askers["final"])


def test_what_cannot_open_waits_with_its_reason_and_who_publishes_hears(askers, at):
    made = approved(askers)
    channels.close_channel("surveys", by=making.OPERATOR)
    at(OPENS)
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 0
    assert "已关闭" in fresh(made).trouble and fresh(made).state == State.APPROVED
    assert Notice.objects.filter(
        recipient_id=askers["final"].person, subject__contains="没有按时开放"
    ).exists()
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 0 and Notice.objects.count() == 1
    late = approved(askers)
    at(CLOSES, 19)
    survey_running.open_due(timezone.now(), by=CLOCK)
    assert "截止时间已经过了" in fresh(late).trouble
    assert not fresh(survey_review.recall(late.pk, by=askers["drafter"])).trouble


def test_it_ends_and_the_month_for_the_result_begins(askers, at):
    made = closed(askers, at)
    assert (made.state, made.result_due_on) == (State.CLOSED, date(2026, 4, 30))
    assert survey_running.close_due(timezone.now(), by=CLOCK) == 0
    assert (
        Notice.objects.filter(recipient_id=askers["drafter"].person, subject__contains="已经截止").count()
        == 1
    )


def test_it_may_be_stopped_with_a_public_reason(askers, at):
    made = opened(askers, at)
    answered(made)
    at(date(2026, 3, 12))
    with pytest.raises(RuleBroken, match="为什么提前截止"):
        survey_running.stop(made.pk, " ", by=askers["final"])
    made = survey_running.stop(made.pk, "方案改变", by=askers["final"])
    assert (made.state, made.result_due_on) == (State.CLOSED, date(2026, 4, 12))
    assert not queries.is_open(made, timezone.now())
    assert "方案改变" in fresh(made).publication.versions.get(number=2).html
    with pytest.raises(RuleBroken, match="不能提前截止"):
        survey_running.stop(made.pk, "再停", by=askers["final"])


def test_between_its_end_and_the_clocks_round_it_is_over(askers, at):
    made = opened(askers, at)
    end = moment(CLOSES, 18)
    assert queries.is_open(made, end - timedelta(seconds=1)) and not queries.is_open(made, end)
