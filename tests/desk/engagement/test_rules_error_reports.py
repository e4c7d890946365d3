"""A row of the national entry, whatever its columns are called."""

from datetime import datetime

import pytest

from gongkai.desk.engagement.rules.error_reports import BadRow, headings, read

ROW = {
    "工单编号": "ZC-2026-1",
    "网页地址": "https://www.example.gov.cn/a.html",
    "错误类型": "错别字",
    "问题描述": "标题里“通知”写成了“通之”。",
    "提交时间": "2026-03-02 09:00:00",
}


def test_a_row_is_an_order():
    found = read(ROW | {"网民姓名": "x", "不认识": [1]})
    assert (found.order, found.fault, found.at) == ("ZC-2026-1", "错别字", datetime(2026, 3, 2, 9))
    assert found.writing.title == "错别字：标题里“通知”写成了“通之”。"
    assert "网页地址：https://www.example.gov.cn/a.html" in found.writing.words
    english = {"order": 7, "url": "x", "words": "错了一字", "at": "2026-03-02T09:00:00+08:00", "type": None}
    assert (read(english).order, read(english).fault) == ("7", "其他")
    assert headings(ROW) == {"order", "page", "fault", "words", "at"}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"工单编号": ""}, "缺少工单号"),
        ({"提交时间": "昨天"}, "收到时间不能识别"),
        ({"工单编号": "x" * 65}, "最多 64 字"),
        ({"问题描述": "错" * 20_000}, "最多"),
        ({"问题描述": ["x"]}, "应当是文字"),
        ({"网页地址": "h" * 501}, "最多 500 字"),
    ],
)
def test_what_is_wrong_is_named(more, why):
    with pytest.raises(BadRow, match=why):
        read(ROW | more)


def test_hidden_signs_are_taken_out():
    assert read(ROW | {"工单编号": "ZC\0\u202e-1"}).order == "ZC-1"
