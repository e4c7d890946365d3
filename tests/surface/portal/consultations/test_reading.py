"""What the public reads of a consultation, and in how many statements."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.desk.consultations.rules.meetings import Meeting, MeetingKind
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import consultations, meetings, opening, showing
from gongkai.record.catalogue.services import publications
from tests.desk.consultations import holding

MOST = 15  # statements of a page


def read(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


def shown(row, people, *some):
    showing.decide(row.pk, [one.pk for one in some], Showing.SHOWN, by=people["drafter"])


def test_open_ones_stand_first_with_the_days_that_are_left(visitor, row, people):
    page = read(visitor, "/consultations/")
    assert row.title in page and "还有 30 天" in page and "2026-04-01 截止" in page
    feed = read(visitor, "/feeds/consultations.atom")
    assert row.title in feed and row.draft.path in feed
    publications.withdraw(row.draft.identifier, reason="内容有误", by=people["final"])
    assert row.title not in read(visitor, "/consultations/") + read(visitor, "/feeds/consultations.atom")
    assert visitor.get(f"/consultations/{row.pk}/").status_code == 404


def test_what_is_not_published_is_not_there(visitor, people):
    row = holding.begun(people)
    for rest in ("", "comments.csv", "versions/1/", "clauses/1/", "clauses/1/comment/"):
        assert visitor.get(f"/consultations/{row.pk}/{rest}").status_code == 404


def test_a_draft_is_read_clause_by_clause_with_what_was_said(visitor, row, people):
    one = holding.said(row, "请打13800138000，前三十分钟免费", anchor=3)
    holding.said(row, "还没有核对的意见", anchor=1, who="b")
    shown(row, people, one)
    page = read(visitor, f"/consultations/{row.pk}/")
    for words in ("起草了这份办法", "第一章 总则", 'id="c3"', "1 条意见", "前三十分钟免费", "对这一条提意见"):
        assert words in page
    assert "13800138000" not in page and "还没有核对的意见" not in page
    table = read(visitor, f"/consultations/{row.pk}/comments.csv")
    assert table.startswith("\ufeff编号") and table.count("\n") == 2 and "第三条" in table


def test_old_comments_stand_at_the_renumbered_clause(visitor, row, people):
    one = holding.said(row, "前三十分钟应当免费", anchor=3)
    gone = holding.said(row, "应当晚些施行", anchor=4, who="b")
    shown(row, people, one, gone)
    row = opening.revise(row.pk, revision=row.revision, by=people["drafter"])
    content = replace(holding.CONTENT, html=holding.RENUMBERED, note="增加无障碍车位")
    consultations.save(row.pk, content, revision=row.revision, by=people["drafter"])
    row = holding.revised(row, people)
    page = read(visitor, f"/consultations/{row.pk}/clauses/3/")
    assert "第四条" in page and "前三十分钟应当免费" in page and "针对第 1 版" in page
    assert "已经删去，意见仍然保留" in read(visitor, f"/consultations/{row.pk}/clauses/4/")
    whole = read(visitor, f"/consultations/{row.pk}/")
    assert "现在是第 2 版" in whole and "现在已经删去的条款" in whole
    assert "第四条 本办法自公布" in read(visitor, f"/consultations/{row.pk}/versions/1/")
    assert visitor.get(f"/consultations/{row.pk}/versions/3/").status_code == 404


def test_comments_of_a_clause_are_turned_by_pages(visitor, row, people, monkeypatch):
    some = [holding.said(row, f"第{n}种意见", who=str(n)) for n in range(4)]
    shown(row, people, *some)
    monkeypatch.setattr("gongkai.desk.consultations.queries.comments.SHOWN", 3)
    page = read(visitor, f"/consultations/{row.pk}/clauses/3/")
    assert "第3种意见" in page and "第0种意见" not in page and f"before={some[1].pk}" in page
    assert "第0种意见" in read(visitor, f"/consultations/{row.pk}/clauses/3/?before={some[1].pk}")
    assert visitor.get(f"/consultations/{row.pk}/clauses/3/?before=x").status_code == 200


def test_after_the_end_every_group_is_read_with_its_outcome(visitor, row, people, at):
    holding.said(row)
    at(holding.AFTER)
    assert "机关正在整理意见" in read(visitor, f"/consultations/{row.pk}/")
    assert "结果应在 2026-05-01 以前公布" in read(visitor, "/consultations/")
    row = holding.published_result(holding.closed(row, people), people)
    page = read(visitor, f"/consultations/{row.pk}/")
    for words in ("前三十分钟免费", "采纳", "已写入第四条", row.outcome.path):
        assert words in page
    assert row.outcome.path in read(visitor, "/consultations/")


def test_a_hearing_stands_on_the_page(visitor, row, people):
    moment = timezone.make_aware(datetime.combine(date(2026, 3, 20), time(14)))
    hearing = Meeting(MeetingKind.HEARING, "停车收费听证会", moment, "三楼", "测算材料", "代表五名")
    meetings.announce(row.pk, hearing, by=people["final"])
    page = read(visitor, f"/consultations/{row.pk}/")
    for words in ("停车收费听证会", "2026-03-20 14:00", "测算材料", "代表五名"):
        assert words in page


@pytest.mark.parametrize("rest", ["", "clauses/3/", "clauses/3/comment/"])
def test_a_page_asks_little(visitor, row, people, rest):
    shown(row, people, *(holding.said(row, f"意见{n}", who=str(n)) for n in range(12)))
    visitor.get("/consultations/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(visitor, f"/consultations/{row.pk}/{rest}")
    assert len(asked) <= MOST, [one["sql"][:90] for one in asked]


def test_english_pages_speak_english(visitor, row):
    visitor.cookies["gk_lang"] = "en"
    page = read(visitor, f"/consultations/{row.pk}/")
    assert "Comment on this clause" in page and "30 days left" in page
