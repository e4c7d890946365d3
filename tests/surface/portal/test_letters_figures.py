"""The letters' dashboard: nothing of few, no rank by speed, the same numbers for programs, no words."""

import csv
import io
from datetime import date

import pytest
from django.test import Client, override_settings

from gongkai.desk.engagement.models import Letter
from gongkai.ground.orgs import queries as orgs
from gongkai.surface.portal.letters_rows import said
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import BUILDING, FINANCE

PAGE, SHEET, DATA = "/letters/statistics/", "/letters/statistics.csv", "/letters/statistics.json"
SECRET = "周晓梅家的水管"


def put(code, count, *, late=0, took=3, month=3, category="城市管理", rated=0):
    owner = orgs.by_code(code)
    known = Letter.objects.count()
    Letter.objects.bulk_create(
        Letter(number=f"n{place}", sealing=f"s{place}", organisation=owner, referrer=owner, kind="complaint",
               channel="web", category=category, title=SECRET, words=SECRET, sealed=b"", stage="answered",
               submitted_at="2026-03-02T00:00Z", received_on=date(2026, month, 2),
               until=date(2026, month, 11), ended_on=date(2026, month, 5), took=took,
               late=place - known < late,
               satisfaction="5" if place - known < rated else "")
        for place in range(known, known + count)
    )  # fmt: skip


@pytest.fixture
def visitor(db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(corresponding.RECEIVED.replace(month=1))
        corresponding.city()
        at(date(2026, 6, 1))
        yield Client()


@pytest.fixture
def figures(visitor):
    put(FINANCE, 40, late=10, rated=20)
    put(BUILDING, 500, month=4, category="住房", took=6, rated=15)
    put(orgs.root().code, 1, took=0, category="其他")  # fixed in four minutes, and one letter
    return visitor


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_one_fast_report_is_no_row_and_rows_stand_by_how_many(figures):
    page = text(figures.get(PAGE))
    assert "541" in page and "住建局" in page and page.index("住建局") < page.index("不按快慢排名")
    chart = page.partition("按承办单位")[2].partition("看全部")[0]
    assert "市政府" not in chart and chart.count("<tr>") == 2  # one row, and the head
    assert "75% [" not in chart  # the second smallest hides with the one letter: the total would tell it
    assert "其余（不足 10 件的合并）" in page and SECRET not in page and "看表格" in page


def test_a_small_sample_stands_with_its_interval(visitor):
    put(FINANCE, 40, late=10)
    put(BUILDING, 500, late=50)
    page = text(visitor.get(PAGE))
    assert "75% [59–86]" in page and ">90%<" in page and "少于 10 件" in page


def test_one_organisation_or_one_category(figures):
    page = text(figures.get(PAGE, {"organisation": BUILDING, "year": "2026"}))
    assert "500" in page and "看全市全部来信" in page and "15 人评价" in page
    rows = figures.get(DATA, {"organisation": BUILDING}).json()["rows"]
    assert [row["rated"] for row in rows] == [15] + [None] * (len(rows) - 1)  # not broken down twice
    assert "样本少于 10 件" in text(figures.get(PAGE, {"organisation": orgs.root().code}))
    assert "住房" in text(figures.get(PAGE, {"category": "住房"}))
    for wrong in ({"organisation": "000000000"}, {"category": "没有"}):
        assert figures.get(PAGE, wrong).status_code == 404


def test_open_data_says_the_same_and_names_nobody(figures):
    rows = list(csv.DictReader(io.StringIO(figures.get(SHEET).content.decode("utf-8-sig"))))
    assert (
        rows[0]["group"] == "all" and rows[0]["received"] == "541" and rows[0]["median_working_days"] == "6.0"
    )
    told = figures.get(DATA).json()
    assert [row["received"] for row in told["rows"]] == [int(row["received"]) for row in rows]
    assert told["minimum_sample"] == 10 and SECRET not in str(told)
    for group in ("month", "organisation", "category", "kind"):
        assert sum(row["received"] for row in told["rows"] if row["group"] == group) == 541
    assert all(row["received"] >= 10 or row["received"] == 0 for row in told["rows"])


def test_few_statements_and_kept_until_the_day_ends(figures, django_assert_max_num_queries):
    figures.get(PAGE)
    with django_assert_max_num_queries(15):
        figures.get(PAGE)


def test_without_letters_it_says_so(visitor):
    assert "还没有可以统计的来信" in text(visitor.get(PAGE))
    assert said(None) == "少于 10 件"
