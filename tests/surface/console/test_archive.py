"""移交: a package as a download, for the organisations of one's scope, recorded and listed."""

import io
import re
import zipfile
from datetime import date

import pytest

from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries.packages import delivered
from gongkai.surface.console import archive

from .. import city

DAYS = {"first": "2025-01-01", "last": "2025-12-31", "recipient": "library"}
ADDRESS = "/console/archive/"


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    return client


def test_a_package_is_made_downloaded_recorded_and_listed(clerk):
    answer = clerk.post(ADDRESS, {"organisation": city.FINANCE, **DAYS})
    name = f"gongkai-{city.FINANCE}-20250101-20251231"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as bag:
        assert f"{name}/data/index.csv" in bag.namelist()
    (entry,) = delivered(city.FINANCE)
    assert entry["post"] == f"{city.FINANCE}/1" and entry["count"] == 2
    page = clerk.get(ADDRESS).content.decode()
    assert entry["sha256"] in page and "公共图书馆" in page


def test_another_organisations_is_not_to_be_had(clerk):
    page = clerk.get(ADDRESS).content.decode()
    assert re.search(r'name="first" value="\d{4}-(01|04|07|10)-01"', page)
    assert city.FINANCE in page and city.HEALTH not in page
    answer = clerk.post(ADDRESS, {"organisation": city.HEALTH, **DAYS})
    assert answer.status_code == 422 and "请从列表中选择机构" in answer.content.decode()
    assert delivered(city.HEALTH) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"first": "2025-12-31", "last": "2025-01-01"}, "不能晚于"),
        ({"first": "2001-01-01", "last": "2001-12-31"}, "没有公开过"),
        ({"first": "x"}, "发布日期从"),
    ],
)
def test_what_cannot_be_packed_is_said_so(clerk, days, said):
    answer = clerk.post(ADDRESS, {"organisation": city.FINANCE, **DAYS, **days})
    assert answer.status_code == 422 and said in answer.content.decode()


def test_more_than_a_person_waits_for_is_the_operators(clerk, monkeypatch):
    monkeypatch.setattr(archive, "MOST", 1)
    answer = clerk.post(ADDRESS, {"organisation": city.FINANCE, **DAYS})
    assert answer.status_code == 422 and "最多 1 条" in answer.content.decode()


def test_the_duty_opens_the_door(client, jiangcheng):
    client.force_login(city.person("screener", city.FINANCE, "隔离", Duty.SCREEN))
    assert client.get(ADDRESS).status_code == 403


def test_the_screen_takes_few_statements(clerk, django_assert_max_num_queries):
    clerk.get("/console/posts/")
    with django_assert_max_num_queries(12):
        assert clerk.get(ADDRESS).status_code == 200


def test_the_quarter_that_has_ended_is_offered():
    before = archive.quarter_before
    assert before(date(2026, 2, 3)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert before(date(2026, 12, 31)) == (date(2026, 7, 1), date(2026, 9, 30))
