"""An organisation's own items: checklist with gaps, a page an item, CSV, standing pages, key areas."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules.item_lists import NewItem
from gongkai.record.catalogue.services import items as services
from gongkai.record.catalogue.services import publications

from . import town as making

ROWS = [
    NewItem(
        "20.11",
        "课后服务",
        "义务教育",
        "服务清单",
        "教育法",
        "自形成之日起20个工作日内",
        "publication",
        "市教育局",
    ),
    NewItem("20.11", "招生范围", "义务教育", limit_text="每年3月底前", limit_rule="every:year:03-31"),
    NewItem("20.2", "机构职能", limit_text="长期公开", limit_rule="standing"),
]


def adopt(code, rows):
    services.adopt(code, services.propose(code, rows, by=making.BY).number, by=making.BY)


@pytest.fixture
def school(town, db):
    code = town.bodies["市教育局"]
    adopt(code, ROWS)
    row = publications.publish(
        making.draft(code, "课后服务清单", timezone.now(), "清单见附件。", mandatory_item="20.11.1"),
        by=making.BY,
    )
    return code, row


def text(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode().replace("<wbr>", "")


def test_the_checklist_shows_items_newest_and_gaps(visitor, school):
    code, row = school
    for path in (f"/organisations/{code}/", f"/organisations/{code}/items/"):
        page = text(visitor, path)
        assert "3 项" in page and "到期未公开 2 项" in page, path
        assert f'href="{row.path}">课后服务清单</a>' in page
        assert "长期公开的事项，应当有内容" in page
        assert re.search(r"应于 \d{4}-03-31 前公开", page)
    assert "第 1 版" in page


def test_a_large_catalogue_is_folded_on_the_organisations_page(visitor, school):
    code, _ = school
    adopt(code, [NewItem("20.8", f"收费{n}") for n in range(45)])
    page = text(visitor, f"/organisations/{code}/")
    assert "45 项" in page and "收费44" not in page
    assert "收费44" in text(visitor, f"/organisations/{code}/items/")


def test_an_item_has_its_words_and_its_publications(visitor, school):
    code, row = school
    page = text(visitor, f"/organisations/{code}/items/20.11.1/")
    assert "教育法" in page and row.path in page
    assert "课后服务" in text(visitor, row.path) and f"/organisations/{code}/items/20.11.1/" in text(
        visitor, row.path
    )
    assert row.path in text(visitor, f"/organisations/{code}/items/20.11/")  # the article's page has it too
    adopt(code, [replace(ROWS[2], code="20.2.1")])
    assert "不再列入" in text(visitor, f"/organisations/{code}/items/20.11.1/")
    assert "课后服务" in text(visitor, row.path)
    for path in ("items/20.11.9/", "items/99.1/", "items/20.11.x/"):
        assert visitor.get(f"/organisations/{code}/{path}").status_code == 404


def test_the_checklist_is_a_table_too(visitor, school, town):
    code, _ = school
    answer = visitor.get(f"/organisations/{code}/items.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编码,一级事项,事项") and len(lines) == 4
    assert "20.11.1,义务教育,课后服务" in lines[1] and "课后服务清单" in lines[1]
    assert "items-" in answer["Content-Disposition"]
    assert f"items:{code}" in answer["Gongkai-Tags"]
    for path in ("items/", "items.csv"):
        assert visitor.get(f"/organisations/{town.bodies['西山区']}/{path}").status_code == 404


def test_pages_depend_on_the_catalogue_and_the_day(visitor, school):
    code, row = school
    for path in (
        f"/organisations/{code}/",
        f"/organisations/{code}/items/",
        f"/organisations/{code}/items/20.11.1/",
        row.path,
    ):
        assert f"items:{code}" in visitor.get(path)["Gongkai-Tags"].split(), path
    assert visitor.get(f"/organisations/{code}/items/")["Gongkai-Not-After"]


def test_english_says_what_it_can(visitor, school):
    code, _ = school
    visitor.cookies["gk_lang"] = "en"
    page = text(visitor, f"/organisations/{code}/items/")
    assert "2 overdue" in page and "Up to date" in page and "Must always be available" in page


def test_standing_pages_are_derived_from_publications(visitor, school):
    code, _ = school
    now = timezone.now()
    drafts = [
        making.draft(code, "局长简历和分工", now, "负责全面工作。", kind=Kind.LEADER),
        making.draft(code, "局务会议纪要", now, "会议研究招生。", kind=Kind.MEETING),
        making.draft(code, "江城市教育局主动公开基本目录", now, "共三项。", kind=Kind.CATALOGUE),
        making.draft(code, "公报2026年第3期", now, "本期目录。", kind=Kind.GAZETTE),
        making.draft(
            code, "教育助学政策", now, "民生。", kind=Kind.NOTICE, channels=("livelihood", "notices")
        ),
        making.draft(
            code,
            "公益捐赠去向",
            now - timedelta(days=1),
            "公益。",
            kind=Kind.NOTICE,
            channels=("public-welfare",),
        ),
    ]
    publications.publish_many(drafts, by=making.BY)
    page = text(visitor, f"/organisations/{code}/disclosure/")
    for words in (
        "局长简历和分工",
        "局务会议纪要",
        "公报2026年第3期",
        "教育助学政策",
        "公益捐赠去向",
        "江城市教育局主动公开基本目录",
    ):
        assert words in page, words
    assert "还没有公开" in page  # the negative list is missing, and says so
    assert "局务会议纪要" in text(visitor, f"/organisations/{code}/kinds/meeting/")
    assert "教育助学政策" in text(visitor, f"/organisations/{code}/areas/livelihood/")
    for path in ("kinds/news/", "areas/news/"):
        assert visitor.get(f"/organisations/{code}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "items/", "items/20.11.1/", "items.csv", "disclosure/", "kinds/meeting/"]
)
def test_pages_take_few_statements(visitor, school, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor.get(f"/organisations/{school[0]}/{path}")


def test_the_present_version_is_named(school):
    assert [version.number for version in queries.adopted(school[0])] == [1]
