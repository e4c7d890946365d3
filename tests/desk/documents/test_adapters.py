"""Pages, raw answers, tables and bytes of any encoding become sources, or say why not."""

import pytest

from gongkai.desk.documents.rules import shapes
from gongkai.desk.documents.rules.adapters import answers, pages, tables
from gongkai.desk.documents.rules.reading import Unit, read
from gongkai.desk.documents.rules.source import Unreadable
from gongkai.ground.language.rules import markup

from . import making


def test_a_page_with_tags_is_read_by_them():
    source = pages.page(making.PAGE.format(meta=making.TAGS), "x/a.html")
    assert (source.title, source.published, source.site, source.hint) == (
        "江滩花展今日开幕", "2022-03-18 08:00", "江城日报", "要闻",
    )  # fmt: skip


def test_a_page_without_tags_is_read_by_its_shape():
    source = pages.page(making.PAGE.format(meta=""), "x/a.html")
    assert (source.title, source.published, source.site) == (
        "江滩花展开幕",
        "2022-03-19 09:30",
        "江城市园林局",
    )
    text = markup.plain(markup.sanitise(source.html))
    assert text.startswith("三月十八日") and "alert" not in text and "版权" not in text
    assert [link.url for link in source.attachments] == ["/files/map.pdf"]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<html><head><title>404 Not Found</title></head><body></body></html>", "出错页面"),
        ("<html><head></head><body><p>无题</p></body></html>", "没有标题"),
        (
            "<title>栏目</title><div>"
            + "<li><a href='/a'>关于某事的很长很长的通知标题</a></li>" * 30
            + "</div>",
            "列表页",
        ),
    ],
)
def test_pages_that_are_no_articles_are_rejected_with_the_reason(page, why):
    with pytest.raises(Unreadable, match=why):
        pages.page(page, "a.html")


def test_raw_answers_are_known_by_structure():
    row = {
        "FileName": "关于<br/>防汛的通知",
        "DOCPUBURL": "http://a.cn/1",
        "DOCID": 5,
        "fileNum": "江水〔2021〕4号",
    }
    answer = {"page": {"content": [row | {"PUBDATE": "2021-11-23T03:35:00Z", "DOCCONTENT": "&lt;全文&gt;"}]}}
    schema, rows = answers.schema_of(answer)
    source = answers.row_source(schema, rows[0])
    assert (schema.name, source.key, source.number, source.text) == (
        "guangxi",
        "guangxi:5",
        "江水〔2021〕4号",
        "<全文>",
    )
    assert answers.schema_of({"page": {"content": []}}) is None


def test_a_table_is_read_through_its_mapping():
    mapping = tables.mapping_of(
        {"columns": {"title": "名称", "number": "文号"}, "constant": {"issuer": "市水务局"}}
    )
    source = tables.row_source({"名称": "关于防汛的通知", "文号": ""}, mapping, "t", 2)
    assert (source.title, source.issuer, source.key) == ("关于防汛的通知", "市水务局", "table:t:2")
    with pytest.raises(Unreadable, match="没有这些列：文号"):
        tables.row_source({"名称": "x"}, mapping, "t", 2)
    with pytest.raises(Unreadable, match="不认识的字段：colour"):
        tables.mapping_of({"columns": {"title": "a", "colour": "b"}})


def test_unknown_shapes_and_broken_json_are_named():
    with pytest.raises(Unreadable, match="不认识的数据结构，字段为：a"):
        shapes.source_of({"a": 1})
    with pytest.raises(Unreadable, match="不是完整的 JSON"):
        shapes.parse(b'{"a": ')
    assert read(Unit("f", 1, "line", b"[1]"), making.PUBLISHER).reason.startswith("这一行不是一条记录")
