"""Every public page: answers, declares its tags, sets no cookie, is light and asks little of the database."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from gongkai.ground.orgs import queries as orgs

FIRST_PAGE = 100 * 1024  # bytes, everything included (stage 1)
STATEMENTS = 12
STORED = [
    ("/", {"latest", "pages", "channels", "organisations"}),
    ("/openness/", {"latest", "channels", "organisations"}),
    ("/openness/items/20.1/", {"latest", "channels", "organisations"}),
    ("/today/", {"latest", "organisations"}),
    ("/services/", {"organisations"}),
    ("/participation/", {"organisations"}),
    ("/city/", {"pages", "organisations"}),
    ("/city/overview/", {"pages"}),
    ("/topics/", {"pages", "kind:topic", "organisations"}),
    ("/sites/", {"organisations"}),
    ("/organisations/", {"organisations"}),
    ("/sitemap/", {"organisations", "channels", "pages"}),
    ("/channels/", {"channels", "latest"}),
    ("/channels/policies/", {"channel:policies", "channels", "organisations"}),
    ("/errors/", {"organisations"}),
    ("/contact/", {"organisations"}),
]
UNSTORED = [
    "/policies/",
    "/policies/?year=2025&validity=valid",
    "/search",
    "/search?q=教育&kind=document",
    "/search?q=xyzzy",
    "/search/export.csv?q=教育",
    "/policies/export.csv",
    "/suggest?q=教育",
    "/verification/",
    "/preferences",
]


@pytest.mark.parametrize(("path", "tags"), STORED)
def test_a_page_that_may_be_stored_names_what_it_shows(visitor, path, tags, django_assert_max_num_queries):
    with django_assert_max_num_queries(STATEMENTS):
        response = visitor.get(path)
    assert response.status_code == 200
    assert set(response["Gongkai-Tags"].split()) == tags
    assert not response.cookies


@pytest.mark.parametrize("path", UNSTORED)
def test_a_page_of_somebodys_own_question_is_not_stored(visitor, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(STATEMENTS):
        response = visitor.get(path)
    assert response.status_code == 200
    assert "Gongkai-Tags" not in response.headers
    assert not response.cookies


def test_an_organisations_pages_are_tagged_with_it(visitor, town, django_assert_max_num_queries):
    code = town.bodies["市司法局"]
    for path in ("", "latest/", "items/20.1/"):
        with django_assert_max_num_queries(STATEMENTS):
            response = visitor.get(f"/organisations/{code}/{path}")
        assert response.status_code == 200
        assert f"organisation:{code}" in response["Gongkai-Tags"].split()


@pytest.mark.parametrize("path", ["/", "/policies/", "/sites/", "/city/"])
def test_a_first_page_weighs_little_with_all_it_loads(visitor, path):
    body = visitor.get(path).content
    text = body.decode()
    loaded = set(re.findall(r'(?:src|href)="/static/([^"]+)"', text))
    assert loaded
    weight = len(body) + sum(Path(finders.find(name)).stat().st_size for name in loaded)
    assert weight <= FIRST_PAGE
    assert not re.search(r'(?:src|<link[^>]+href)="https?://(?!127\.0\.0\.1)', text)


@pytest.mark.parametrize("path", [path for path, _tags in STORED])
def test_nothing_but_the_address_and_two_cookies_decides_what_a_page_says(visitor, path):
    plain = visitor.get(path).content
    other = Client(headers={"accept-language": "en", "user-agent": "x", "referer": "http://example.gov.cn/"})
    assert bare(other.get(path).content) == bare(plain)


def bare(content: bytes) -> bytes:
    """Without the time of rendering."""
    return re.sub(rb"<time[^>]*>[^<]*</time>", b"", content)


def test_post_is_refused_without_a_csrf_token(visitor):
    assert visitor.post("/policies/").status_code == 405


def test_every_page_has_the_sites_marks(visitor, town):
    for path in ("/", "/policies/", "/city/overview/", town.rule, "/nope"):
        text = visitor.get(path).content.decode()
        for part in (
            f'<meta name="SiteName" content="{settings.SITE_NAME}">',
            f'<meta name="SiteIDCode" content="{settings.SITE_CODE}">',
            '<meta name="SiteDomain"',
            settings.SITE_ICP,
            settings.SITE_POLICE,
            settings.SITE_SPONSOR,
            "我为政府网站找错",
            "站点地图",
        ):
            assert part in text


@pytest.mark.parametrize(
    "path", ["/policies/", "/channels/policies/", "/openness/", "/sites/", "/city/", "/today/"]
)
def test_a_list_has_the_four_tags_of_a_column(visitor, path):
    text = visitor.get(path).content.decode()
    for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert re.search(rf'<meta name="{name}" content="[^"]+">', text)


def test_demonstration_pages_say_so(visitor, town, settings):
    settings.SITE_DEMO = "1"
    for path in ("/", "/policies/", town.rule, "/city/overview/", "/nope"):
        assert "演示数据" in visitor.get(path).content.decode()
    settings.SITE_DEMO = ""
    assert "演示数据" not in visitor.get(town.rule).content.decode()


def test_a_city_whose_data_are_a_demonstration_says_so(visitor, town, settings, monkeypatch):
    settings.SITE_DEMO = ""
    monkeypatch.setattr(orgs, "site", lambda: {"demonstration": "演示数据", "telephone": "0999-5550000"})
    page = visitor.get("/errors/").content.decode()
    assert "演示数据，不是任何政府的网站" in page
    assert "0999-5550000" in page


def test_a_list_turns_its_pages_by_key(visitor):
    first = visitor.get("/channels/policies/").content.decode()
    following = re.search(r'href="(\?before=[^"]+)" rel="next"', first)
    second = visitor.get("/channels/policies/" + following[1]).content.decode()
    titles = [set(re.findall(r'<a href="(/publications/[^"#]+)">', page)) for page in (first, second)]
    assert len(titles[0]) >= 20
    assert titles[1]
    assert not titles[0] & titles[1]
    assert visitor.get("/channels/policies/?before=nonsense").status_code == 404
