"""Search and the policy library: the same engine, facets as links, feed and table of exactly this search."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import quote

import pytest

from . import town as making

ATOM = "{http://www.w3.org/2005/Atom}"


def page(visitor, path):
    response = visitor.get(path)
    assert response.status_code == 200
    return response.content.decode()


def first(text):
    return re.search(r'<ul class="list docs">\s*<li>\s*<a href="([^"]+)"', text)[1]


@pytest.mark.parametrize(
    "spelling", ["江政规〔2026〕12号", "江政规【2026】12号", "江政规2026 12", "江政规[2026]012号"]
)
def test_a_number_in_any_spelling_finds_its_document_first(visitor, town, spelling):
    assert first(page(visitor, f"/search?q={spelling}")) == town.rule


def test_every_example_on_the_home_page_finds_something(visitor, town):
    home = page(visitor, "/")
    examples = re.findall(r'href="(/search\?q=[^"]+)" class="num"', home)
    assert examples
    assert all("没有找到" not in page(visitor, example) for example in examples)


def test_a_facet_narrows_and_its_mark_widens_again(visitor):
    everything = page(visitor, "/policies/")
    narrower = re.search(r'href="(\?year=2019)"', everything)[1]
    narrowed = page(visitor, "/policies/" + narrower)
    assert "共 1 条" in narrowed
    assert 'class="mark" href="?"' in narrowed


def test_filters_of_one_facet_are_alternatives(visitor, town):
    codes = list(town.bodies.values())[:2]
    totals = [total(page(visitor, f"/policies/?publisher={code}")) for code in codes]
    both = total(page(visitor, f"/policies/?publisher={codes[0]}&publisher={codes[1]}"))
    assert both == sum(totals)


def total(text):
    return int(re.search(r"共 ([\d,]+) 条", text)[1].replace(",", ""))


def test_the_library_holds_documents_only(visitor, town):
    assert town.interpretation not in page(visitor, "/policies/?q=一图读懂&kind=interpretation")
    assert town.interpretation in page(visitor, "/search?q=一图读懂")


def test_withdrawn_and_removed_are_not_found(visitor, town):
    text = page(visitor, "/search?q=通告")
    assert town.withdrawn not in text
    assert town.removed not in text


@pytest.mark.parametrize(
    "query",
    ["q=" + typed for typed in ('"', "(", "a AND", "*", "-", ":", "%00", "]]>", "%F0%9F", "AND OR NOT", "\\")]
    + [
        "page=0",
        "page=-1",
        "page=99999",
        "page=²",
        "sort=up",
        "year=x&year=",
        "publisher=%00",
        "q=" + "长" * 5000,
    ],
)
def test_nothing_typed_breaks_the_search(visitor, query):
    for path in ("/search", "/policies/", "/suggest", "/search/export.csv", "/policies/export.csv"):
        assert visitor.get(f"{path}?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text(visitor):
    text = page(visitor, "/search?q=<script>alert(1)</script>&sort=<b>")
    assert "<script>alert" not in text


def test_the_second_page_goes_on_where_the_first_ended(visitor):
    seen = [
        set(re.findall(r'<a href="(/publications/[^"#]+)"', page(visitor, f"/policies/?page={n}")))
        for n in (1, 2)
    ]
    assert len(seen[0]) == 20
    assert not seen[0] & seen[1]


def test_the_feed_that_a_search_links_to_is_that_search_newest_first(visitor, town):
    codes = list(town.bodies.values())[:2]
    query = f"q=工作&publisher={codes[0]}&publisher={codes[1]}&sort=relevance&page=2"
    searched = page(visitor, f"/policies/?{query}")
    address = unescape(re.search(r'href="(/feeds/latest.atom[^"]*)"', searched)[1])
    entries = ET.fromstring(visitor.get(address).content).findall(f"{ATOM}entry")
    assert len(entries) == total(searched)
    dates = [entry.find(f"{ATOM}published").text for entry in entries]
    assert dates == sorted(dates, reverse=True)
    assert all(entry.find(f"{ATOM}id").text.startswith("tag:") for entry in entries)


def test_suggestions_come_on_every_page_with_a_search_field(visitor, town):
    for path in ("/", "/search", "/openness/", town.rule):
        assert 'data-suggest="/suggest"' in page(visitor, path)


def test_the_table_is_the_search(visitor):
    rows = list(
        csv.reader(io.StringIO(visitor.get("/policies/export.csv?q=工作").content.decode("utf-8-sig")))
    )
    assert rows[0][:3] == ["索引号", "标题", "文号"]
    assert len(rows) - 1 == total(page(visitor, "/policies/?q=工作"))


def test_a_suggested_document_opens_and_a_suggested_word_searches(visitor, town):
    body = json.loads(visitor.get("/suggest?q=规范性").content)
    addresses = {row["text"]: row["url"] for row in body["suggestions"]}
    assert addresses[making.RULE] == town.rule
    assert addresses["规范性文件"] == f"/search?q={quote('规范性文件')}"


def test_a_page_beyond_the_last_is_the_last(visitor):
    beyond, last = page(visitor, "/policies/?page=50"), page(visitor, "/policies/?page=3")
    assert first(beyond) == first(last)
    assert "没有找到" not in beyond


def test_a_mistyped_filter_narrows_nothing_and_is_no_mark(visitor):
    mistyped = page(visitor, "/policies/?year=abc&validity=x&mandatory_item=99.9")
    assert total(mistyped) == total(page(visitor, "/policies/"))
    assert 'class="mark"' not in mistyped


def test_years_stand_newest_first(visitor):
    years = re.findall(r'href="\?year=(\d{4})"', page(visitor, "/policies/"))
    assert len(years) > 2
    assert years == sorted(years, reverse=True)


def test_nothing_found_offers_neither_feed_nor_filters_but_advice(visitor):
    text = page(visitor, "/search?q=*xyzzy")
    assert "去掉符号“*”" in text
    for part in ("订阅这次检索", "导出表格", "data-filter", "含“"):
        assert part not in text


def test_it_says_whether_the_words_were_found_as_typed(visitor):
    assert "含“幼儿园学位安排”" in page(visitor, "/search?q=幼儿园学位安排")
    assert "按这些词找到" in page(visitor, "/search?q=幼儿园 规范性文件 公积金")


def test_the_line_of_address_is_no_excerpt(visitor):
    text = page(visitor, "/policies/?q=规范性文件管理办法")
    excerpt = re.search(r'highlight">(.*?)</p>', text)[1]
    assert not excerpt.startswith("各区人民政府")


def test_the_count_says_as_of_when(visitor):
    assert re.search(r"共 [\d,]+ 条</strong>，截至 <time", page(visitor, "/policies/"))
