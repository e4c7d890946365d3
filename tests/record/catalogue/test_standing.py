"""Standing pages as the rows make them, and what is public of each."""

from datetime import date, timedelta

import pytest

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import standing as queries
from gongkai.record.catalogue.rules import Kind, RuleBroken, standing
from gongkai.record.catalogue.rules.standing import SERIES, SINGLE, Body, Line
from gongkai.record.catalogue.rules.withholding import Ground, NewMatter
from gongkai.record.catalogue.services import publications
from gongkai.record.catalogue.services import withholding as services

from .making import BASE, BUDGET, BY, adopted, city, clerk, code, draft

DAY = date(2026, 3, 2)
MATTER = NewMatter("考核评分过程稿", Ground.PROCESS, "《条例》第十六条", DAY, "未定稿的评分表")


def test_words_are_escaped_and_a_matter_names_its_article():
    line = Line(1, "<b>", "", Ground.PROCESS, Ground.PROCESS.label, "法", DAY, date(2027, 3, 2))
    page = standing.negative_list("市1局", [line])
    assert page.title == "市1局政府信息不予公开负面清单"
    assert "&lt;b&gt;" in page.html and "第十六条第二款" in page.html and "2027-03-02" in page.html


def test_a_guide_says_what_article_12_asks_for():
    body = Body(
        "市1局", address="江城路1号", hours="工作日9时至17时", telephone="027-82345678", email="a@b.cn"
    )
    page = standing.guide(body, ())
    for words in (body.name, body.address, body.hours, body.telephone, body.email, "传真号码", "依申请公开"):
        assert words in page.html
    assert page.title == "市1局政府信息公开指南"


@pytest.mark.django_db
def test_the_negative_list_is_its_rows():
    body = orgs.by_code(city())
    services.withhold(code(1), MATTER, by=clerk(1))
    page = queries.page(body, Kind.NEGATIVE_LIST, DAY)
    assert "考核评分过程稿：未定稿的评分表" in page.html and "共 1 项" in page.html


@pytest.mark.django_db
def test_the_catalogue_is_the_adopted_version():
    body = orgs.by_code(city())
    with pytest.raises(RuleBroken, match="还没有采用"):
        queries.page(body, Kind.CATALOGUE, DAY)
    adopted(BUDGET)
    page = queries.page(body, Kind.CATALOGUE, DAY)
    assert page.title == "市1局主动公开基本目录" and "20.7.1" in page.html and "第 1 版" in page.html


@pytest.mark.django_db
def test_an_issue_carries_the_documents_since_the_last_one():
    body = orgs.by_code(city())
    publications.publish(draft(1), by=BY)
    first = queries.page(body, Kind.GAZETTE, BASE.date())
    assert first.title == "市1局公报2024年第1期" and "关于第1项工作的通知" in first.html
    told = draft(9, kind=Kind.GAZETTE, title=first.title, document_number="")
    publications.publish(told, by=BY)
    publications.publish(draft(12), by=BY)
    second = queries.page(body, Kind.GAZETTE, BASE.date() + timedelta(days=30))
    assert second.title == "市1局公报2024年第2期"
    assert "第12项" in second.html and "第1项" not in second.html
    assert queries.page(body, Kind.GAZETTE, date(2025, 1, 2)).title == "市1局公报2025年第1期"


@pytest.mark.django_db
def test_an_own_page_is_told_by_its_name_even_after_the_body_was_renamed():
    body = orgs.by_code(city())
    rows = [
        publications.publish(draft(n, kind=Kind.CATALOGUE, title=title, document_number=""), by=BY)
        for n, title in ((1, "市旧局主动公开基本目录"), (2, "义务教育领域公开标准目录"))
    ]
    assert queries.present(body, Kind.CATALOGUE) == rows[0]
    assert queries.present(body, Kind.NEGATIVE_LIST) is None
    guide = publications.publish(
        draft(3, kind=Kind.GUIDE, title="公开指南（试行）", document_number=""), by=BY
    )
    assert queries.present(body, Kind.GUIDE) == guide


@pytest.mark.django_db
def test_the_newest_of_each_kind_in_one_statement(django_assert_num_queries):
    body = orgs.by_code(city())
    kinds = (*SINGLE, *SERIES)
    for n in range(1, 4):
        publications.publish(draft(n, kind=Kind.LEADER, document_number=""), by=BY)
    publications.publish(draft(4, kind=Kind.LEADER, document_number="", publisher=code(2)), by=BY)
    with django_assert_num_queries(1):
        found = queries.newest_of_each(body, kinds)
    assert {kind: row.title for kind, row in found.items()} == {"leader": "关于第3项工作的通知"}
