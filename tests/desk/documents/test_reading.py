"""Screening covers every field that is shown; items carry catalogue codes; mappings are checked."""

import re
from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.documents.rules.adapters.tables import mapping_of
from gongkai.desk.documents.rules.gate import masked, screen
from gongkai.desk.documents.rules.kinds import ITEM_OF_KIND, ITEMS, classify
from gongkai.desk.documents.rules.source import Unreadable
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules.items import BY_CODE

from . import making

MOBILE = "13812345678"


@pytest.mark.parametrize("field", ["source_index_number", "document_number", "subject_category", "source"])
def test_a_mobile_number_in_any_shown_field_is_found_and_can_be_masked(field):
    draft = replace(making.draft_of(making.state_council()), **{field: MOBILE})
    assert [hit.kind for hit in screen(draft)] == ["mobile"]
    assert not screen(masked(draft))


def test_an_excerpt_never_shows_half_of_the_number_beside_it():
    other = "13900000000"
    text = f"登记的联系电话{MOBILE}，另一位家长的电话{other}，请核对。"
    hits = screen(replace(making.draft_of(making.state_council()), text=text, html=f"<p>{text}</p>"))
    assert [hit.part for hit in hits] == ["正文", "正文"]
    digits = [re.findall(r"\d+", hit.excerpt) for hit in hits]
    assert all(len(run) <= 4 for runs in digits for run in runs)


def test_items_are_codes_of_the_catalogue():
    assert {code for _, code in ITEMS} | set(ITEM_OF_KIND.values()) <= BY_CODE.keys()
    assert classify("关于防汛的通知", "", "江发〔2020〕9号").mandatory_item in BY_CODE


def test_a_title_that_ends_in_a_form_of_legislation_is_a_document():
    for title in ("市场监督管理行政处罚信息公示规定", "江城市预算决定公开办法", "统计数据管理条例"):
        assert classify(title, "", "").kind is Kind.DOCUMENT


@pytest.mark.parametrize("data", [[1], {"columns": 3}, {"columns": {"title": "a"}, "constant": "b"}])
def test_a_mapping_of_the_wrong_form_says_so(data):
    with pytest.raises(Unreadable, match="对照文件"):
        mapping_of(data)


def test_a_regulation_without_a_date_is_as_old_as_its_first_day_in_force():
    old = making.state_council() | {"written_date": None, "publish_date": None, "url": "", "html": ""}
    draft = making.draft_of(old | {"text": "第一条 甲。\n第二条 本办法自2002年1月1日起施行。"})
    assert draft.published_at.date() == draft.effective_on == date(2002, 1, 1)
    draft = making.draft_of(old | {"text": "第一条 甲。\n第二条 本办法自公布之日起施行。"})
    assert draft.effective_on is None
