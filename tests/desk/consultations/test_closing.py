"""It ends by its time; what was still written on the draft is thrown away, and people hear."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.consultations.rules.phases import Phase, RuleBroken, Stage
from gongkai.desk.consultations.services import closing, grouping, opening, reviewing
from gongkai.ground.notices.models import Notice
from gongkai.record.editorial.queries import reviews

from . import holding


def test_the_clock_closes_what_is_over_once(people, at):
    row = holding.opened(people)
    assert closing.close_due(timezone.now(), by=holding.OPERATOR) == 0
    at(holding.AFTER)
    assert closing.close_due(timezone.now(), by=holding.OPERATOR) == 1
    assert closing.close_due(timezone.now(), by=holding.OPERATOR) == 0
    row.refresh_from_db()
    assert (row.phase, row.stage) == (Phase.CLOSED, Stage.WRITING)
    assert holding.kinds(f"consultation/{row.pk}")[-1] == "consultation.closed"
    assert Notice.objects.filter(recipient_id=people["drafter"].person, subject__contains="已截止").exists()


def test_a_step_of_staff_after_the_end_closes_it_before_the_clock_does(people, at):
    row = holding.opened(people)
    one = holding.said(row)
    at(holding.AFTER)
    grouping.gather(row.pk, [one.pk], title="免费", by=people["drafter"])
    row.refresh_from_db()
    assert row.phase == Phase.CLOSED


def test_a_revision_in_review_does_not_outlive_the_end(people, at):
    row = holding.opened(people)
    row = opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    row.versions.filter(number=2).update(note="改了")
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    at(holding.AFTER)
    row = holding.closed(row, people)
    assert reviews.opened("consultation", str(row.pk)) is None and row.versions.count() == 1
    with pytest.raises(RuleBroken, match="已经截止"):
        opening.publish(row.pk, by=people["final"])


def test_who_drafts_hears_a_week_before_the_result_is_due_and_when_it_is_late(people, at):
    row = holding.opened(people)
    at(holding.AFTER)
    row = holding.closed(row, people)
    due = row.result_due_on
    told = [closing.remind(due + timedelta(days=n), by=holding.OPERATOR) for n in (-8, -7, -6, 0, 1, 2)]
    assert told == [0, 1, 0, 0, 1, 0]
    assert holding.kinds(f"consultation/{row.pk}")[-1] == "consultation.reminded"
