"""The site map for search engines."""

from xml.etree import ElementTree

import pytest

from gongkai.surface.api import sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [element.text for element in ElementTree.fromstring(content).iter(f"{SPACE}loc")]


@pytest.mark.parametrize("size", [1, 2, 50_000])
def test_every_publication_stands_in_exactly_one_part(client, jiangcheng, settings, monkeypatch, size):
    monkeypatch.setattr(sitemap, "PART", size)
    parts = [part.removeprefix(settings.PUBLIC_ADDRESS) for part in addresses(client, "/sitemap.xml")]
    pages = addresses(client, parts[0])
    assert f"{settings.PUBLIC_ADDRESS}/channels/policies/" in pages
    each = [addresses(client, part) for part in parts[1:]]
    assert all(len(part) <= size for part in each)
    expected = {
        settings.PUBLIC_ADDRESS + row.path for row in (jiangcheng.old, jiangcheng.new, jiangcheng.news)
    }
    assert sorted(address for part in each for address in part) == sorted(expected)


def test_a_part_that_is_not_there(client, jiangcheng):
    assert client.get("/sitemaps/17.xml").status_code == 404
    assert client.get(f"/sitemaps/{'9' * 40}.xml").status_code == 404


def test_robots_are_shown_the_map(client, settings):
    assert f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml" in client.get("/robots.txt").content.decode()
