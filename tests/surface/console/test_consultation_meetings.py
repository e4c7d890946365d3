"""Hearings and interviews on the staff's screen: announced in time, recorded afterwards, called off."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.desk.consultations.models import Meeting
from tests.desk.consultations import holding

from .clients import at as screen
from .clients import entered, text

MOST = 15  # statements of a page
HEARING = {
    "kind": "hearing",
    "title": "停车收费听证会",
    "at": "2026-03-20T09:00",
    "place": "市政府第一会议室",
    "materials": "收费标准测算说明",
    "participants": "市民代表十人",
}


@pytest.fixture
def row(db, at):
    at(date(2026, 1, 2))
    people = holding.city()
    at(holding.BEGUN)
    return holding.opened(people)


def test_a_hearing_is_announced_held_and_recorded(row, at):
    client, place = entered("final"), screen("consultation_meetings", row.pk)
    for wrong, said in (
        ({"at": "2026-03-04T09:00"}, "日前送达"),
        ({"materials": ""}, "请补充"),
        ({"at": "明天"}, "时间"),
    ):
        answer = client.post(place, HEARING | wrong)
        assert answer.status_code == 422 and said in text(answer) and "市政府第一会议室" in text(answer)
    assert "已公布：停车收费听证会" in text(client.post(place, HEARING, follow=True))
    meeting = Meeting.objects.get()
    step = screen("step_meeting", row.pk, meeting.pk)
    refused = client.post(step, {"act": "record", "words": "记录"})
    assert refused.status_code == 422 and "还没有举行" in text(refused)
    assert "听证和访谈（1）" in text(client.get(screen("consultation", row.pk)))
    at(date(2026, 3, 21))
    client = entered("final")
    assert "已公布记录" in text(client.post(step, {"act": "record", "words": "八人赞成"}, follow=True))
    assert "八人赞成" in text(client.get(place))


def test_one_is_called_off_with_its_reason_by_who_publishes(row):
    client, place = entered("final"), screen("consultation_meetings", row.pk)
    client.post(place, HEARING | {"kind": "interview", "materials": "", "participants": ""})
    step = screen("step_meeting", row.pk, Meeting.objects.get().pk)
    assert "公布一次活动" not in text(entered("drafter").get(place))
    assert entered("drafter").post(step, {"act": "cancel", "words": "改期"}).status_code == 403
    assert "理由已公布" in text(client.post(step, {"act": "cancel", "words": "改期"}, follow=True))
    assert entered("final").post(step, {"act": "other"}).status_code == 400
    stranger = entered("street-drafter")
    assert stranger.get(place).status_code == 404
    assert stranger.post(step, {}).status_code == 403, "the door is shut to who does not publish"


def test_the_screen_asks_little(row):
    client, place = entered("final"), screen("consultation_meetings", row.pk)
    client.post(place, HEARING)
    client.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(place).status_code == 200
    assert len(asked) <= MOST
