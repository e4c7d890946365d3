"""Keyset pages, the staff's lists, columns, old addresses, export."""

from datetime import date

import pytest
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Scope
from gongkai.record.catalogue.queries import channels, columns, export, indexing, lists, sitemap, staff
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.rules import Kind, RelationState
from gongkai.record.catalogue.rules.content import digest
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications as services

from .making import BASE, BY, city, code, draft, repeal

pytestmark = pytest.mark.django_db


def walk(**filters):
    """Every identifier, page after page."""
    found, before = [], None
    while True:
        page = lists.latest(before=before, limit=3, **filters)
        found += [row.identifier for row in page.items]
        if page.next is None:
            return found
        before = page.next


def test_pages_follow_each_other_without_gap_or_repetition_also_among_equal_times():
    city()
    rows = services.publish_many([draft(n, published_at=BASE) for n in range(1, 9)], by=BY)
    expected = [row.identifier for row in reversed(rows)]
    assert walk() == walk(channel="policies") == walk(kind="document") == walk(publisher=code(1)) == expected
    assert walk(kind="news") == walk(channel="news") == walk(publisher=code(2)) == []


def test_a_count_says_what_the_list_holds_and_stops_where_it_is_told(django_assert_max_num_queries):
    city()
    rows = services.publish_many([draft(n, mandatory_item="20.1") for n in range(1, 6)], by=BY)
    services.withdraw(rows[0].identifier, reason="有误", by=BY)
    for where in ({}, {"channel": "policies"}, {"publisher": code(1)}, {"mandatory_item": "20.1"}):
        with django_assert_max_num_queries(2):
            assert lists.count(most=100, **where) == 4
        assert lists.count(most=2, **where) == 3
    assert lists.count(most=9, channel="news") == lists.count(most=9, kind="topic", publisher=None) == 0


@pytest.mark.parametrize("bad", ["x", "!!", "W10", "eyJhIjoxfQ", "WyIyMDI0IiwgMV0", "é", "A" * 5000])
def test_a_cursor_that_nobody_wrote_is_refused(bad):
    with pytest.raises(ValueError, match="翻页"):
        lists.latest(before=bad)
    with pytest.raises(ValueError, match="翻页"):
        staff.unconfirmed(EVERYWHERE, before=bad)


def test_a_list_page_and_a_home_page_cost_few_statements(django_assert_max_num_queries):
    city()
    services.publish_many([draft(n, kind=kind) for n, kind in enumerate(Kind, 1)], by=BY)
    with django_assert_max_num_queries(12):
        shown = lists.home(["news", "notices", "policies", "topics"])
        lists.today_by_publisher(timezone.now())
        lists.counts()
        lists.last_published()
        channels.channels()
        assert [row.publisher.code for row in shown["news"]] == [code(1)]
    with django_assert_max_num_queries(1):
        assert all(row.publisher.name for row in lists.latest().items)


def test_today_counts_what_was_published_today_and_not_what_was_migrated():
    city()
    now = timezone.now()
    services.publish_many(
        [draft(1, published_at=now), draft(2, published_at=now, migrated=True), draft(3)], by=BY
    )
    assert lists.today_by_publisher(now) == {code(1): 1}
    assert lists.counts() == {"policies": 3}
    assert set(lists.last_published()) == {"policies"}


@pytest.mark.parametrize(
    "spelling", ["江政发〔2024〕2号", "江政发[2024]2号", "江政发（2024）第002号", "江政发【２０２４】２号"]
)
def test_a_number_is_found_in_any_spelling(spelling):
    city()
    rows = services.publish_many([draft(n) for n in range(1, 4)], by=BY)
    assert [row.pk for row in reads.by_number(spelling)] == [rows[1].pk]
    assert reads.by_number(rows[0].identifier)[0].pk == rows[0].pk
    assert reads.by_number("没有这样的文号") == []
    keys = [row.number_key for row in rows]
    assert {key: row.pk for key, row in reads.by_numbers(keys).items()} == dict(
        zip(keys, [row.pk for row in rows], strict=True)
    )


def test_old_addresses_lead_to_their_publication():
    city()
    row = services.publish(draft(1), by=BY)
    services.publish(draft(2, source_url="https://other.example.cn/art/2.html"), by=BY)
    services.publish(draft(3, source_url="https://third.example.cn/art/2.html"), by=BY)
    for url in (
        "https://old.example.gov.cn/art/1.html",
        "http://OLD.example.gov.cn/art/1.html#a",
        "/art/1.html",
    ):
        assert reads.alias(url) == row
    assert reads.alias("/art/2.html") is None  # two sites had it
    assert reads.alias("/") is reads.alias("") is reads.alias("http://[") is None


def test_the_staff_see_their_own_scope_only():
    city()
    rows = services.publish_many([draft(1, relations=(repeal(2, RelationState.FOUND),)), draft(2)], by=BY)
    services.publish(draft(3, publisher=code(2)), by=BY)
    services.withdraw(rows[1].identifier, reason="有误", by=BY)
    mine = Scope((orgs.by_code(code(1)).lineage,))
    other = Scope((orgs.by_code(code(2)).lineage,))
    assert {row.identifier for row in staff.managed(mine).items} == {row.identifier for row in rows}
    assert [row.identifier for row in staff.managed(mine, status="withdrawn").items] == [rows[1].identifier]
    assert [row.pk for row in staff.managed(mine, words="江政发[2024]1号").items] == [rows[0].pk]
    assert [row.pk for row in staff.managed(mine, words="第1项", kind="document").items] == [rows[0].pk]
    assert staff.managed_one(other, rows[0].identifier) is None
    assert staff.managed_one(mine, rows[0].identifier) == rows[0]
    assert [relation.source_id for relation in staff.unconfirmed(mine).items] == [rows[0].pk]
    assert (staff.unconfirmed_count(mine), staff.unconfirmed_count(other)) == (1, 0)
    assert staff.managed(Scope()).items == []


def test_the_column_of_an_organisation_shows_gaps_between_annual_reports():
    city()
    reports = [
        draft(n, kind=Kind.ANNUAL_REPORT, title=f"{year}年政府信息公开工作年度报告")
        for n, year in enumerate((2019, 2021), 1)
    ]
    services.publish_many(
        [*reports, draft(7, kind=Kind.GUIDE), draft(8, kind=Kind.RULE), draft(9, mandatory_item="20.1")],
        by=BY,
    )
    column = columns.column(code(1), date(2024, 1, 15))
    assert [(year.year, year.report is not None) for year in column.annual_reports] == [
        (2022, False),
        (2021, True),
        (2020, False),
        (2019, True),
    ]
    assert column.guide and len(column.rules) == 1
    counted = {"20.1": 1, "20.15": 4}  # what names no item hangs on that of its kind
    assert {item.code: count for item, count in column.items if count} == counted == columns.items_count()
    assert columns.column(code(2), date(2024, 2, 1)).annual_reports[0].year == 2023
    assert columns.column(code(2), date(2024, 3, 31), government=True).annual_reports[0].year == 2022
    assert columns.column(code(2), date(2024, 4, 1), government=True).annual_reports[0].year == 2023
    assert columns.reported([code(1), code(2)], 2021) == {code(1)}


def test_an_export_proves_itself():
    city()
    rows = services.publish_many([draft(1), draft(2), draft(3)], by=BY)
    services.withdraw(rows[1].identifier, reason="有误", ending=Ending.IN_ERROR, by=BY)
    services.remove(rows[2].identifier, basis="依法", by=BY)
    values = {value["identifier"]: value for value in export.export()}
    assert len(values) == export.total() == 3
    whole = values[rows[0].identifier]
    version = whole["versions"][0]
    stored = reads.version(rows[0], 1)
    assert (version["metadata"], version["html"]) == (reads.metadata(stored), stored.html)
    assert version["digest"] == digest(
        whole["identifier"], 1, stored.metadata, version["html"], version["text"]
    )
    assert "text" not in values[rows[1].identifier]["versions"][0]
    assert values[rows[1].identifier]["reason"] == "有误"


def test_the_index_and_the_site_map_take_public_items_only():
    city()
    rows = services.publish_many([draft(n, keywords=("公开",)) for n in range(1, 6)], by=BY)
    services.withdraw(rows[0].identifier, reason="有误", by=BY)
    found = indexing.indexable(row.identifier for row in rows)
    assert [one.identifier for one in found] == [row.identifier for row in rows[1:]]
    assert found[0].keywords == ("公开",) and found[0].channels == ("policies",) and found[0].text
    starts = sitemap.parts(2)
    addresses = [one for start in starts for one in sitemap.addresses(start, 2) if one[0] <= start + 2]
    assert [path for _, path, _ in addresses] == [row.path for row in rows[1:]]
    assert set(lists.by_identifiers(row.identifier for row in rows)) == {row.identifier for row in rows[1:]}
