"""Atom feeds as a reader sees them: stable ids, +08:00, next page, one feed for each search."""

from datetime import datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest

from gongkai.record.catalogue.services import publications
from gongkai.record.search.services import follow
from gongkai.surface.api import feeds

from ..city import FINANCE, HEALTH, OPERATOR, draft


@pytest.fixture
def read(client, jiangcheng):
    def fetch(address):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        return feed

    return fetch


def titles(feed):
    return [entry.title for entry in feed.entries]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/feeds/latest.atom", ["门诊时间调整", "预算绩效管理办法", "预算管理办法"]),
        ("/feeds/channels/policies.atom", ["预算绩效管理办法", "预算管理办法"]),
        (f"/feeds/organisations/{HEALTH}.atom", ["门诊时间调整"]),
        (f"/feeds/organisations/{HEALTH}.atom?publisher={FINANCE}", ["门诊时间调整"]),
        ("/feeds/latest.atom?kind=news", ["门诊时间调整"]),
    ],
)
def test_each_feed_holds_its_own(read, address, expected):
    assert titles(read(address)) == expected


def test_a_search_can_be_followed(read):
    follow()
    assert titles(read("/feeds/latest.atom?q=绩效"))[0] == "预算绩效管理办法"


def test_ids_stay_when_the_address_of_the_site_changes(read, settings):
    first = read("/feeds/latest.atom")
    settings.PUBLIC_ADDRESS = "https://elsewhere.gov.cn"
    moved = read("/feeds/latest.atom")
    assert [entry.id for entry in first.entries] == [entry.id for entry in moved.entries]
    assert first.feed.id == moved.feed.id
    assert moved.entries[0].link.startswith("https://elsewhere.gov.cn/publications/")
    assert all(entry.id.startswith("tag:") for entry in moved.entries)


def test_dates_are_shanghais_and_a_new_version_is_an_update(read, jiangcheng):
    entry = read(f"/feeds/organisations/{HEALTH}.atom").entries[0]
    assert entry.published == entry.updated == "2025-07-01T08:00:00+08:00"
    publications.republish(
        jiangcheng.news.identifier, draft("门诊时间再调整", HEALTH), note="更正时间", by=OPERATOR
    )
    changed = read(f"/feeds/organisations/{HEALTH}.atom").entries[0]
    assert changed.id == entry.id
    assert changed.updated > entry.updated
    assert changed.updated.endswith("+08:00")


def test_long_feeds_go_on(read, jiangcheng, monkeypatch, settings):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    first = read("/feeds/latest.atom")
    following = next(link.href for link in first.feed.links if link.rel == "next")
    second = read(following.removeprefix(settings.PUBLIC_ADDRESS))
    assert titles(first) + titles(second) == ["门诊时间调整", "预算绩效管理办法", "预算管理办法"]
    assert first.feed.id == second.feed.id
    assert not [link for link in second.feed.links if link.rel == "next"]


def test_an_empty_feed_is_a_feed(read):
    assert titles(read("/feeds/channels/budgets.atom")) == []


def test_what_was_asked_may_hold_anything(read):
    assert titles(read("/feeds/latest.atom?q=%01%0B%EF%BF%BF")) == []


def test_marks_that_xml_cannot_hold_are_left_out(read):
    at = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    publications.publish(draft("换\x0c页", FINANCE, published_at=at), by=OPERATOR)
    assert titles(read("/feeds/latest.atom"))[0] == "换页"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/channels/none.atom", 404),
        ("/feeds/organisations/none.atom", 404),
        ("/feeds/latest.atom?before=garbage", 400),
        ("/feeds/latest.atom?kind=garbage", 400),
        ("/feeds/latest.atom?q=%00", 400),
    ],
)
def test_wrong_addresses_are_said_to_be_wrong(client, jiangcheng, address, status):
    assert client.get(address).status_code == status


def test_feeds_are_tagged_for_the_page_store(client, jiangcheng):
    assert client.get("/feeds/latest.atom")["Gongkai-Tags"] == "latest organisations"
    assert (
        client.get("/feeds/channels/policies.atom")["Gongkai-Tags"]
        == "channel:policies channels organisations"
    )
