"""One button, two web processes: everything that shows a publication forgets it within a minute."""

import json
import time
from urllib.parse import quote

import pytest

from gongkai.record.catalogue.rules.addresses import file_path

from .city import City, get, until

TITLE = "关于夜间巡查安排的通知"
ESCAPED = json.dumps(TITLE)[1:-1]  # as the API writes it
WORDS = "夜间巡查"
FILE = "名单.csv"  # uploaded, as every publication of tests.project.clerk has it
ALLOWED = 60.0  # seconds: the promise of the take-down; bench/ measures what it really takes


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    made = City(tmp_path_factory.mktemp("city"))
    try:
        made.run("gongkai.surface.cli.main", "migrate")
        made.start("gongkai.project.worker", "clock")
        made.start("gongkai.project.worker", "follow")
        yield made
    finally:
        made.close()


def places(path: str) -> list[str]:
    """Every address at which the publication or its title stands."""
    identifier = path.removeprefix("/publications/")
    organisation = identifier.partition("/")[0]
    return [
        path,
        f"{path}/versions/1",
        file_path(path, 1, FILE),
        file_path(f"{path}/versions/1", 1, FILE),
        f"{path}/proof",
        f"{path}/evidence",
        f"{path}/sheet",
        "/",
        "/channels/notices/",
        f"/organisations/{organisation}/",
        f"/organisations/{organisation}/latest/",
        f"/search?q={quote(WORDS)}",
        f"/api/v1/publications/{identifier}",
        "/api/v1/publications",
        "/api/v1/publications?channel=notices",
        "/api/v1/publications/export.jsonl",
        "/feeds/latest.atom",
        "/feeds/channels/notices.atom",
        f"/feeds/organisations/{organisation}.atom",
        "/sitemaps/0.xml",
    ]


def shows(web: str, place: str, path: str) -> bool:
    """Whether an answer still gives the publication away: its title, or its address in a sitemap."""
    status, page = get(web + place)
    if place.startswith("/sitemaps/"):
        return path in page
    plain = page.replace("<wbr>", "").replace("<mark>", "").replace("</mark>", "")
    return status == 200 and (TITLE in plain or ESCAPED in plain)


def test_a_take_down_is_everywhere_within_a_minute(city):
    webs = [city.serve(), city.serve("portal")]
    path = city.run("tests.project.acting", "publish", TITLE)
    shown = places(path)
    for web in webs:
        for place in shown:
            until(lambda web=web, place=place: shows(web, place, path), place)
    at = float(city.run("tests.project.acting", "suspend", path.removeprefix("/publications/")))
    left = [(web, place) for web in webs for place in shown]
    while left:
        assert time.time() - at < ALLOWED, left
        left = [(web, place) for web, place in left if shows(web, place, path)]
    print(f"gone from {len(webs) * len(shown)} addresses after {time.time() - at:.2f} s")
    for web in webs:
        status, page = get(web + path)
        assert status == 410 and "该信息暂停公开" in page and TITLE not in page
        assert get(web + file_path(path, 1, FILE))[0] == 410
        assert "身份证" not in page + get(f"{web}/api/v1{path}")[1]
