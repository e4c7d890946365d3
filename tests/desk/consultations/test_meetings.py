"""Hearings and interviews: materials seven days before, records afterwards, on the public page."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from gongkai.desk.consultations.queries import meetings as queries
from gongkai.desk.consultations.rules.meetings import Meeting, MeetingKind, must_be_announced_in_time
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.services import meetings
from gongkai.ground.orgs.rules import NotAllowed

from . import holding

DAY = date(2026, 3, 20)
HEARING = Meeting(
    MeetingKind.HEARING,
    "停车收费听证会",
    timezone.make_aware(datetime.combine(DAY, time(14))),
    "市民中心三楼",
    "收费成本的测算",
    "消费者代表三名、经营者代表两名",
)


def test_a_hearing_needs_its_materials_seven_days_before():
    must_be_announced_in_time(HEARING, DAY, date(2026, 3, 13), 7)
    with pytest.raises(RuleBroken, match="2026-03-21"):
        must_be_announced_in_time(HEARING, DAY, date(2026, 3, 14), 7)
    with pytest.raises(RuleBroken, match="第十六条"):
        must_be_announced_in_time(replace(HEARING, materials=" "), DAY, date(2026, 3, 2), 7)


def test_an_interview_may_be_today_but_not_yesterday():
    interview = replace(HEARING, kind=MeetingKind.INTERVIEW, materials="", participants="")
    must_be_announced_in_time(interview, DAY, DAY, 7)
    with pytest.raises(RuleBroken, match="已经过去"):
        must_be_announced_in_time(interview, DAY, date(2026, 3, 21), 7)


def test_what_has_no_name_or_is_too_long_is_refused():
    for wrong in (replace(HEARING, title=" "), replace(HEARING, place="长" * 201)):
        with pytest.raises(RuleBroken, match="请填写"):
            must_be_announced_in_time(wrong, DAY, date(2026, 3, 2), 7)
    with pytest.raises(RuleBroken, match="精简"):
        must_be_announced_in_time(replace(HEARING, materials="长" * 20_001), DAY, date(2026, 3, 2), 7)


def test_it_is_announced_held_and_recorded(people, at):
    row = holding.opened(people)
    made = meetings.announce(row.pk, HEARING, by=people["final"])
    assert [one.title for one in queries.of(row.pk)] == ["停车收费听证会"]
    with pytest.raises(RuleBroken, match="还没有举行"):
        meetings.keep_record(row.pk, made.pk, "记录", by=people["final"])
    at(date(2026, 3, 21))
    meetings.keep_record(row.pk, made.pk, "代表们同意\0", by=people["final"])
    assert queries.one(row.pk, made.pk).record == "代表们同意"
    assert holding.kinds(f"consultation/{row.pk}/meeting/{made.pk}") == [
        "consultation.meeting_announced",
        "consultation.meeting_recorded",
    ]
    with pytest.raises(RuleBroken, match="不能再取消"):
        meetings.cancel(row.pk, made.pk, "下雨", by=people["final"])


def test_it_is_called_off_with_a_reason(people):
    row = holding.opened(people)
    made = meetings.announce(row.pk, HEARING, by=people["final"])
    with pytest.raises(RuleBroken, match="理由"):
        meetings.cancel(row.pk, made.pk, " ", by=people["final"])
    assert meetings.cancel(row.pk, made.pk, "场地停电", by=people["final"]).cancelled_reason == "场地停电"
    with pytest.raises(RuleBroken, match="已经取消"):
        meetings.keep_record(row.pk, made.pk, "记录", by=people["final"])


def test_before_it_is_public_there_is_nothing_to_announce_on_and_not_everybody_may(people):
    row = holding.begun(people)
    with pytest.raises(RuleBroken, match="公布以后"):
        meetings.announce(row.pk, HEARING, by=people["final"])
    with pytest.raises(NotAllowed):
        meetings.announce(row.pk, HEARING, by=people["drafter"])
