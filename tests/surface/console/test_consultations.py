"""Consultations on the staff's screens: from the draft to the final document, and what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.desk.consultations.models import Comment, Consultation, Group
from gongkai.desk.consultations.rules.phases import Phase
from gongkai.desk.consultations.services import suggesting
from tests.desk.consultations import holding

from .clients import at as screen
from .clients import entered, text

MOST = 15  # statements of a page
DRAFT = {
    "decision": "major",
    "title": holding.CONTENT.title,
    "explanation": "为解决停车难",
    "text": "第一条 为了规范停车场的管理，制定本办法。\n第二条 收费标准由价格部门制定。",
    "days": "30",
    "ways": "来信",
    "contact": "综合处",
}


@pytest.fixture
def people(db, at):
    at(date(2026, 1, 2))
    people = holding.city()
    at(holding.BEGUN)
    return people


def revision(key):
    return {"revision": Consultation.objects.get(pk=key).revision}


def step(client, key, name, **sent):
    return client.post(screen("step_consultation", key), {"step": name, **revision(key), **sent}, follow=True)


def reviewed(key):
    for who in ("first", "second", "secrecy", "final"):
        client = entered(who)
        assert holding.CONTENT.title in text(client.get(screen("work")))
        review = client.get(screen("consultation", key)).context["review"]
        sent = {"stage": review.stage, "outcome": "approved"}
        assert client.post(screen("decide_consultation", review.pk), sent).status_code == 302


def test_a_consultation_goes_from_its_draft_to_the_final_decision(people, at):
    drafter, clock = entered("drafter"), at
    assert "核对条款" in text(drafter.post(screen("begin_consultation"), DRAFT, follow=True))
    key = Consultation.objects.get().pk
    assert "已送审" in text(step(drafter, key, "submit"))
    reviewed(key)
    assert "已公布" in text(step(entered("final"), key, "publish"))
    row = Consultation.objects.get()
    for who, words in zip("abc", ("应当免费", "应当免费！", "多建一些"), strict=True):
        holding.said(row, words, anchor=2, who=who)
    page = text(drafter.post(screen("act_on_comments", key), {"act": "suggest"}, follow=True))
    assert "等待开始" in page and 'http-equiv="refresh"' in page
    suggesting.run(key)
    page = text(drafter.get(screen("consultation_comments", key)))
    assert "系统建议了 1 组" in page and "系统建议，把握 1.00" in page and "refresh" not in page
    clock(holding.AFTER)
    drafter, group = entered("drafter"), Group.objects.get()
    rest = Comment.objects.get(group=None).pk
    drafter.post(screen("step_group", key, group.pk), {"act": "confirm", "title": "停车应当免费"})
    sent = {"act": "decide", "outcome": "partly", "why": "前三十分钟免费"}
    drafter.post(screen("step_group", key, group.pk), sent)
    assert "没有归组" in text(step(drafter, key, "submit"))
    drafter.post(screen("act_on_comments", key), {"act": "gather", "title": "多建", "comment": [rest]})
    other = Group.objects.exclude(pk=group.pk).get()
    refused = drafter.post(screen("step_consultation", key), {"step": "submit", **revision(key)})
    assert refused.status_code == 422 and "“多建”还没有写明采纳情况" in text(refused)
    sent = {"act": "decide", "outcome": "not_adopted", "why": "另有专项规划"}
    drafter.post(screen("step_group", key, other.pk), sent)
    step(drafter, key, "summarise", summary="共收到意见三条")
    assert "已送审" in text(step(drafter, key, "submit"))
    reviewed(key)
    assert "已公布" in text(step(entered("final"), key, "publish"))
    assert "已公布最终决定" in text(step(entered("final"), key, "finish", note="暂不制定"))
    assert Consultation.objects.get().phase == Phase.FINISHED


def test_another_organisations_consultation_is_not_there(people):
    row = holding.opened(people)
    stranger = entered("street-drafter")
    for name in ("consultation", "edit_consultation", "consultation_comments", "export_comments"):
        assert stranger.get(screen(name, row.pk)).status_code == 404
    for name in ("step_consultation", "act_on_comments"):
        assert stranger.post(screen(name, row.pk), {"step": "submit", "act": "suggest"}).status_code == 404
    assert row.title not in text(stranger.get(screen("consultations")))


def test_comments_are_shown_moved_and_opened(people):
    row = holding.opened(people)
    one = holding.said(row, contact="a@example.com")
    drafter = entered("drafter")
    sent = {"act": "show", "comment": [one.pk]}
    assert "1 条意见已公开" in text(drafter.post(screen("act_on_comments", row.pk), sent, follow=True))
    assert drafter.post(screen("look_comment", row.pk, one.pk)).status_code == 403
    assert "a@example.com" in text(entered("answerer").post(screen("look_comment", row.pk, one.pk)))
    table = b"".join(drafter.get(screen("export_comments", row.pk)).streaming_content).decode()
    assert "前三十分钟应当免费" in table and "a@example.com" not in table
    refused = drafter.post(
        screen("act_on_comments", row.pk), {"act": "move", "to": "99", "comment": [one.pk]}
    )
    assert refused.status_code == 422 and "不在了" in text(refused)


def test_what_was_typed_comes_back_with_what_is_wrong(people):
    answer = entered("drafter").post(screen("begin_consultation"), DRAFT | {"days": "7"})
    assert answer.status_code == 422 and "不少于 30 日" in text(answer) and "为解决停车难" in text(answer)


@pytest.mark.parametrize("name", ["consultations", "consultation", "consultation_comments"])
def test_a_screen_asks_little(people, name):
    row = holding.opened(people)
    for n in range(9):
        holding.said(row, f"意见{n}", who=str(n))
    client = entered("drafter")
    place = screen(name) if name == "consultations" else screen(name, row.pk)
    client.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(place).status_code == 200
    assert len(asked) <= MOST, [one["sql"][:90] for one in asked]
