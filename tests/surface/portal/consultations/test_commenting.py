"""The form without scripts: one voice from two tabs, nothing after the end, everything typed comes back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.desk.consultations.models import Comment, Voice
from gongkai.surface.portal.intake import limits

from .speaking import address, form, speak


def test_a_comment_is_taken_in_and_waits_to_be_looked_at(visitor, row):
    answer = speak(visitor, row, name="周晓梅", contact="13800138000")
    assert answer.status_code == 302 and answer.url == address(row, 3, "consultation_received")
    assert "谢谢" in visitor.get(answer.url).content.decode()
    one = Comment.objects.get()
    assert (one.level, one.stance, one.sealed is None) == ("unverified", "amend", False)
    page = visitor.get(address(row, 3, "consultation_clause")).content.decode()
    assert "1 条意见" in page and "前三十分钟" not in page


def test_two_tabs_of_one_browser_are_one_voice(visitor, row):
    tabs = [form(visitor, row) for _tab in range(2)]
    for tab, words in zip(tabs, ("赞成这一条", "不赞成这一条"), strict=True):
        assert visitor.post(address(row), tab | {"words": words, "stance": "support"}).status_code == 302
    assert Comment.objects.get().words == "不赞成这一条" and Voice.objects.count() == 1
    assert speak(Client(), row).status_code == 302 and Voice.objects.count() == 2


def test_the_same_form_pressed_twice_is_one_comment(visitor, row):
    sent = form(visitor, row) | {"words": "免费停车", "stance": "amend"}
    for _press in range(2):
        assert visitor.post(address(row), sent).status_code == 302
    assert Comment.objects.get().changes == 0


def test_a_second_after_the_end_the_form_is_gone_and_what_was_typed_is_refused(visitor, row, monkeypatch):
    sent = form(visitor, row) | {"words": "免费停车", "stance": "amend"}
    monkeypatch.setattr(timezone, "now", lambda: row.closes_at + timedelta(seconds=1))
    for answer in (visitor.get(address(row)), visitor.post(address(row), sent)):
        assert answer.status_code == 410 and "已经截止" in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("words", ["", "😀😀😀", "\u200b\u202e", "\0", "长" * 2_001])
def test_what_cannot_be_answered_comes_back_with_what_was_typed(visitor, row, words):
    answer = speak(visitor, row, words, name="周晓梅")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'href="#words"' in page and 'value="周晓梅"' in page
    assert not Comment.objects.exists()


def test_scripts_are_shown_as_words(visitor, row):
    page = speak(visitor, row, "<script>alert(1)</script>", stance="").content.decode()
    assert "&lt;script&gt;alert" in page and "<script>alert" not in page


@pytest.mark.parametrize("wrong", [{"answer": "99"}, {"asked": "x"}, {"website": "filled"}, {"stance": "x"}])
def test_robots_and_broken_forms_are_refused(visitor, row, wrong):
    assert speak(visitor, row, **wrong).status_code == 422
    assert not Comment.objects.exists()


def test_who_sends_too_much_is_told_to_wait(visitor, row, monkeypatch):
    monkeypatch.setattr(limits, "SENT_IN_HOUR", limits.Limit("sent-hour", 1, limits.HOUR))
    assert speak(visitor, row).status_code == 302
    answer = speak(visitor, row, anchor=1)
    assert answer.status_code == 429 and "太多" in answer.content.decode()


def test_the_form_is_kept_by_nobody_and_its_mark_stays_on_these_pages(visitor, row):
    answer = visitor.get(address(row))
    cookie = answer.cookies["gk_voice"]
    assert answer["Cache-Control"] == "no-store, private" and "Gongkai-Tags" not in answer
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/consultations/", True, "Strict")
    assert "gk_voice" not in visitor.get(address(row)).cookies


def test_a_clause_that_is_not_there_has_no_form(visitor, row):
    assert visitor.get(address(row, 99)).status_code == 404
    assert visitor.get("/consultations/99/clauses/1/comment/").status_code == 404
