"""Annual reports over the years: the chart has its table, the data are those that were published."""

import csv
import io
import json
import re

import pytest

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.services import report_publishing, report_review
from gongkai.record.catalogue.services import publications
from tests.desk.disclosure import annual, reporting

BASE = f"/organisations/{annual.FINANCE}/annual-reports"
MOST = 15


@pytest.fixture
def published(db):
    people = annual.city()
    made = []
    for year, numbers in zip(
        (annual.YEAR - 1, annual.YEAR), reporting.handing_over(annual.YEAR), strict=True
    ):
        report = annual.approved(people, numbers=numbers, year=year)
        made.append(report_publishing.publish(report.pk, by=people["final"]))
    return people, made


def text(answer):
    return answer.content.decode()


def test_the_published_page_has_its_tables_chart_and_files(published, client, django_assert_max_num_queries):
    _, made = published
    with django_assert_max_num_queries(MOST):
        answer = client.get(made[1].publication.path)
    page = text(answer)
    assert answer.status_code == 200 and "第二十条第（五）项" in page
    assert page.count("<thead>") >= 3 and 'scope="row"' in page
    for ending in ("pdf", "xlsx", "csv"):
        assert f".{ending}" in page
    assert f"organisation:{annual.FINANCE}" in answer.headers["Gongkai-Tags"].split()
    trend = page[page.index('class="yearly"') :]
    bars = re.findall(r"<rect [^>]*height=\"(\d+)\"", trend)
    assert "viewBox" not in trend.partition("</svg>")[0]  # its words keep their size on a phone
    assert page.count(" counts") == 3  # the three tables of numbers
    assert len(bars) == 2 and max(map(int, bars)) == 160
    ways = page[page.index('class="shares"') : page.index('class="yearly"')]
    assert ways.count("<rect") == 6 and ways.count('<th scope="row">') == 6 and "（一）予以公开" in ways
    assert page.count("<svg") and "<script>" not in page and "style=" not in page.split("<figure")[1]


def test_every_year_stands_in_the_table_behind_the_chart(published, client):
    page = text(client.get(f"{BASE}/"))
    found = re.search(r"<figure.*?</figure>", page, re.S)[0]
    rows = re.findall(r'<th scope="row"><a [^>]*>(\d{4})</a>', found)
    assert rows == [str(annual.YEAR - 1), str(annual.YEAR)]


def test_open_data_are_what_was_published(published, client):
    people, made = published
    report_review.correct(made[1].pk, "更正", by=people["drafter"])
    AnnualReport.objects.filter(pk=made[1].pk).update(tables="{}")
    data = json.loads(client.get(f"{BASE}.json").content)
    assert [one["year"] for one in data["reports"]] == [annual.YEAR - 1, annual.YEAR]
    assert any(cell["value"] for cell in data["reports"][1]["cells"])
    rows = list(csv.DictReader(io.StringIO(client.get(f"{BASE}.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 400 and {row["年度"] for row in rows} == {str(annual.YEAR - 1), str(annual.YEAR)}


def test_what_was_withdrawn_is_drawn_no_more(published, client):
    _, made = published
    for report in made:
        publications.withdraw(report.publication.identifier, reason="有误", by=annual.OPERATOR)
    for path in ("/", ".csv", ".json"):
        assert client.get(BASE + path).status_code == 404
    assert client.get(f"/organisations/{annual.STREET}/annual-reports/").status_code == 404


def test_english(published, client):
    client.cookies["gk_lang"] = "en"
    assert "New disclosure requests by year" in text(client.get(f"{BASE}/"))
