"""Public figures: a rate only where enough was ended, charts with their words, a table for programs."""

from datetime import date, timedelta

import pytest

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.ground.orgs import queries as orgs
from tests.desk.disclosure.asking import FINANCE, STREET

PAGE, TABLE = "/requests/statistics/", "/requests/statistics.csv"


def ended(code, count, late=0, year=2026):
    owner, first = orgs.by_code(code), date(year, 3, 2)
    DisclosureRequest.objects.bulk_create(
        DisclosureRequest(
            number=f"{code}-{year}-{place}",
            organisation=owner,
            applicant="person",
            channel="internet",
            sealing=f"{code}{year}{place}",
            sealed=b"",
            submitted_at="2026-03-02T00:00Z",
            received_on=first,
            due_on=first + timedelta(days=28),
            ended_on=first + timedelta(days=40 if place < late else 10),
            outcome=Outcome.GRANTED if place % 2 else Outcome.NOT_HELD,
            stage="ended",
        )
        for place in range(count)
    )


@pytest.fixture
def figures(people):
    ended(FINANCE, 12, late=3)
    ended(STREET, 9)
    ended(FINANCE, 1, year=2025)


def test_a_rate_needs_enough_replies(visitor, figures):
    page = visitor.get(PAGE).content.decode()
    assert "75%" in page and page.count("100%") == 0  # the street's nine in time are no rate
    assert "2026 年各机关" in page and "?year=2025" in page
    assert page.count('class="chart"') == 3 and "财政局 75%" in page and page.count("看表格") == 3
    assert '<rect width="100.0%"' in page and '<rect width="75.0%"' in page
    assert 'href="/participation/">互动交流' in page.partition("<h1")[0] and "左右滑动" in page


def test_every_year_has_its_page_and_others_are_the_newest(visitor, figures):
    assert "2025 年各机关" in visitor.get(PAGE, {"year": "2025"}).content.decode()
    for year in ("1", "x", "2031", "二〇二六"):
        assert "2026 年各机关" in visitor.get(PAGE, {"year": year}).content.decode()


def test_the_table_is_for_programs_and_names_nobody(visitor, figures):
    response = visitor.get(TABLE, {"year": "2026"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("年份,机构,机构代码,新收,办结")
    assert lines[1].split(",")[1:8] == ["财政局", FINANCE, "12", "12", "9", "75", "10.0"]
    assert lines[2].split(",")[6:8] == ["", ""]


def test_an_empty_city_says_so(visitor, people):
    assert "还没有可以统计的申请" in visitor.get(PAGE).content.decode()


def test_it_asks_the_database_little(visitor, figures, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor.get(PAGE)
