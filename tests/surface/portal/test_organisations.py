"""An organisation's column: items as a checklist with gaps, reports by year with gaps, contact."""

import re

import pytest
from django.utils import timezone

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import columns, lists
from gongkai.record.catalogue.rules import ChannelType, Kind
from gongkai.record.catalogue.rules.channels import NewChannel
from gongkai.record.catalogue.services import channels, publications

from . import town as making


def test_gaps_are_shown_as_gaps(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['市司法局']}/").content.decode()
    assert text.count("<li") > 15
    assert "还没有内容" in text
    assert re.search(r'<li class="gap"><b class="num">2023</b>没有公开', text)
    text = text.replace("<wbr>", "")
    for year in (2021, 2022, 2024, 2025):
        assert f"江城市司法局{year}年政府信息公开工作年度报告" in text


def test_guide_rules_and_contact_stand_there(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['市司法局']}/").content.decode().replace("<wbr>", "")
    for part in (
        "政府信息公开指南",
        "政府信息主动公开制度",
        "江城市中山大道1号",
        "0999-5550001",
        "gongkai@example.gov.cn",
    ):
        assert part in text


def test_a_body_without_anything_says_so(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['西山区']}/").content.decode()
    assert "还没有公开" in text


def test_an_item_leads_to_its_publications(visitor, town):
    text = visitor.get(f"/organisations/{town.root}/items/20.1/").content.decode()
    assert town.rule in text
    assert visitor.get(f"/organisations/{town.root}/items/99.1/").status_code == 404


def test_bodies_below_stand_by_kind_in_the_main_column(visitor, town):
    text = visitor.get(f"/organisations/{town.root}/").content.decode()
    below = text.partition("下属单位</h2>")[2].partition("<aside")[0]
    places = [below.index(name) for name in ("市政府部门", "市司法局", "区人民政府", "东湖区")]
    assert places == sorted(places)


def test_navigation_and_columns_are_two_different_pages(visitor, town):
    sites, columns = (visitor.get(path).content.decode() for path in ("/sites/", "/organisations/"))
    assert "0999-5550001" in sites
    assert "0999-5550001" not in columns
    assert f"/organisations/{town.root}/#disclosure" in columns
    for page, section in ((sites, "站群导航"), (columns, "政务公开")):
        assert re.search(rf'aria-current="true">{section}</a>', page)


def test_lists_say_how_many_as_of_when(visitor, town):
    own = f"/organisations/{town.root}/latest/"
    for path in ("/channels/policies/", "/openness/items/20.1/", "/topics/", own):
        assert re.search(r"共 \d+ 条，截至 <time", visitor.get(path).content.decode()), path


def test_english_pages_name_bodies_items_and_kinds_in_english(visitor, town):
    visitor.cookies["gk_lang"] = "en"
    page = visitor.get("/openness/").content.decode()
    assert "Budgets and final accounts" in page
    assert "财政预算" not in page


def test_unknown_codes_are_404(visitor):
    assert visitor.get("/organisations/000000000/").status_code == 404
    assert visitor.get("/channels/none/").status_code == 404


def test_a_department_is_found_by_part_of_its_name(visitor, town):
    text = visitor.get("/sites/?q=教育").content.decode()
    assert town.bodies["市教育局"] in text
    assert town.bodies["市司法局"] not in text
    assert "没有名称含有这些字的单位" in visitor.get("/sites/?q=航天").content.decode()


@pytest.fixture
def street(town, db):
    """东湖区 with a channel of its own, in which a notice of the city stands."""
    code = town.bodies["东湖区"]
    channels.open_channel(NewChannel("lake", "东湖动态", ChannelType.ORGANISATION, owner=code), by=making.BY)
    channels.place(town.rule.removeprefix("/publications/"), "lake", by=making.BY)
    return code


@pytest.mark.parametrize(
    "address", ["/organisations/{}/", "/organisations/{}/latest/", "/feeds/organisations/{}.atom"]
)
def test_a_street_shows_the_citys_notice_under_its_owners_name(visitor, town, street, address):
    text = visitor.get(address.format(street)).content.decode().replace("<wbr>", "")
    assert text.count(f'{town.rule}"') >= 1
    assert "关于东湖路夜间施工的通告" in text
    assert "江城市人民政府" in text.split(town.rule)[1][:900]
    assert town.rule not in visitor.get(address.format(town.bodies["西山区"])).content.decode()


def test_shown_pages_follow_each_other_without_loss(town, street):
    channels.open_channel(NewChannel("l2", "湖讯", ChannelType.ORGANISATION, owner=street), by=making.BY)
    channels.place(town.rule.removeprefix("/publications/"), "l2", by=making.BY)
    channels.place(town.old.removeprefix("/publications/"), "l2", by=making.BY)
    seen, before, body = [], None, orgs.by_code(street)
    while True:
        page = lists.shown_by(body, before=before, limit=2)
        seen += [row.pk for row in page.items]
        before = page.next
        if not before:
            break
    assert len(seen) == len(set(seen)) == len(lists.shown_by(body, limit=100).items) > 4


def test_an_organisations_page_stays_cheap_with_channels_of_its_own(
    visitor, street, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13):
        visitor.get(f"/organisations/{street}/")


def test_a_missed_update_duty_is_said(visitor, town, street):
    channels.change_channel("lake", update_days=1, by=making.BY)
    first, late = town.old.removeprefix("/publications/"), "应每 1 日更新，已 2600 日未更新"
    channels.unplace(town.rule.removeprefix("/publications/"), "lake", by=making.BY)
    assert late not in visitor.get(f"/organisations/{street}/").content.decode()
    channels.place(first, "lake", by=making.BY)
    for address in (f"/organisations/{street}/", "/channels/lake/"):
        assert late in visitor.get(address).content.decode(), address
    channels.change_channel("plans", update_days=30, by=making.BY)
    channels.place(first, "plans", by=making.BY)
    overview = visitor.get("/channels/").content.decode()
    assert "应每 30 日更新，已 2600 日未更新" in overview and "最近更新" in overview
    channels.close_channel("plans", by=making.BY)
    assert "日未更新" not in visitor.get("/channels/plans/").content.decode()


def test_many_rules_crowd_out_no_report(town, db):
    code = town.bodies["市司法局"]
    now = timezone.now()
    publications.publish_many(
        [making.draft(code, f"制度{n}", now, "内容", kind=Kind.RULE) for n in range(200)], by=making.BY
    )
    shelf = columns.column(code, timezone.localdate())
    assert len(shelf.rules) == columns.SHOWN and shelf.guide is not None
    assert sum(year.report is not None for year in shelf.annual_reports) == 4
