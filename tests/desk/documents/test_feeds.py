"""Rows of approved data become publications by rule, or say what they lack."""

from datetime import UTC, date, datetime

import pytest

from gongkai.desk.documents.rules.feeds import FEEDS, draft_of, key
from gongkai.desk.documents.rules.source import Unreadable
from gongkai.record.catalogue.rules import Kind

AT = datetime(2026, 3, 5, tzinfo=UTC)
ROW = {
    "行政相对人名称": "江城某某有限公司",
    "行政许可决定文书号": "江城许字〔2026〕8号",
    "许可内容": "<b>食品</b>经营",
    "许可决定日期": "2026/3/4",
    "许可机关": "江城市市场监督管理局",
}


def test_a_row_becomes_a_table_of_everything_it_says():
    draft = draft_of(FEEDS["licence"], ROW, publisher="x", at=AT)
    assert (draft.kind, draft.title) == (Kind.LICENCE, "江城某某有限公司行政许可决定")
    assert (draft.made_on, draft.mandatory_item) == (date(2026, 3, 4), "20.5")
    assert "&lt;b&gt;食品" in draft.html and "许可机关：江城市市场监督管理局" in draft.text


@pytest.mark.parametrize("changes", [{"许可内容": " "}, {"许可决定日期": "不久以前"}])
def test_what_is_missing_or_no_date_is_said(changes):
    with pytest.raises(Unreadable):
        draft_of(FEEDS["licence"], ROW | changes, publisher="x", at=AT)


def test_the_same_row_has_the_same_key():
    assert key(ROW) == key(dict(reversed(ROW.items()))) != key(ROW | {"许可机关": "别的"})
