"""The words of a report: figures cannot differ, what must be said is asked for, typed ones are compared."""

from decimal import Decimal

import pytest

from gongkai.desk.disclosure.rules import narrative
from gongkai.desk.disclosure.rules.tables import CELLS, Cell

from . import annual, reporting

TABLES = {Cell(3, "1", "total"): 12, Cell(3, "3.3.1", "total"): 2, Cell(3, "3.3.8", "total"): 3}


def filled(sections, fee=Decimal(0), tables=TABLES):
    return {key: narrative.filled(text, tables, fee) for key, text in sections.items()}


@pytest.mark.parametrize("government", [True, False])
def test_the_template_covers_everything_and_asks_for_what_only_people_know(government):
    sections = filled(narrative.template(government=government), None)
    assert all(topic in sections["one"] for topic in narrative.TOPICS)
    assert (narrative.GOVERNMENT_TOPIC in sections["one"]) is government
    assert not narrative.TOKEN.findall("".join(sections.values()))
    assert sum("没有填写" in words for words in narrative.lacking(sections, government=government)) == 3


def test_figures_are_filled_in_and_sums_are_sums():
    assert narrative.filled("新收{新收}件，不予公开{不予公开}件，{别的}", TABLES, None) == (
        "新收12件，不予公开5件，{别的}"
    )
    assert narrative.filled("{信息处理费}", {}, Decimal("30.50")) == "本年度收取信息处理费 30.50 元。"


def test_a_whole_report_lacks_nothing():
    assert narrative.lacking(filled(annual.SAID), government=True) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"one": "主动公开"}, "没有写“监督保障”"),
        ({"one": annual.ONE + "{无此数字}"}, "没有 无此数字 这个数字"),
        ({"five": "一切都好。"}, "没有写问题"),
        ({"six": "没有其他事项。"}, "收取信息处理费的情况"),
        ({"five": "问题、改进" + "字" * narrative.MAX_SECTION}, "最多"),
    ],
)
def test_what_is_lacking_is_named(change, says):
    found = narrative.lacking(filled(annual.SAID | change), government=True)
    assert any(says in words for words in found), found


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("新收政府信息公开申请13件", "1"),
        ("全年新收到申请共１３件", "1"),
        ("不予公开 6 件", "3.3.1"),
        ("行政诉讼案件2起", "sued_at_once"),
    ],
)
def test_a_number_that_differs_from_the_tables_is_doubtful(text, figure):
    (found,) = narrative.doubtful({"one": text}, TABLES)
    assert found.identity == "W2" and found.cells[0].row == figure
    assert "表中" in found.message


def test_numbers_that_agree_or_are_other_numbers_are_not():
    text = "新收政府信息公开申请12件，不予公开5件；举办培训3次，答复咨询400件次"
    assert [one for one in narrative.doubtful({"one": text}, TABLES) if "新收" in one.message] == []
    assert narrative.doubtful(filled(annual.SAID, tables=reporting.tables()), reporting.tables()) == []


def test_sections_are_trimmed():
    assert narrative.cleaned("  甲 \0 乙\n\n 丙 ") == "甲 乙\n丙"


def test_every_figure_is_a_number_of_the_printed_form():
    named = {cell for cells in narrative.FIGURES.values() for cell in cells}
    assert named <= set(CELLS)
    assert {cell.table for cell in named} == {2, 3, 4}


def test_the_fee_is_said_whatever_it_is():
    assert narrative.fee_words(Decimal(0)) == "本年度没有收取信息处理费。"
    assert narrative.ASKED in narrative.fee_words(None)


def test_assessment_and_accountability_are_asked_of_governments_alone():
    said = filled(annual.SAID | {"one": annual.ONE.rpartition("（六）")[0]})
    assert narrative.lacking(said, government=False) == []
    (lacks,) = narrative.lacking(said, government=True)
    assert narrative.GOVERNMENT_TOPIC in lacks


def test_a_topic_needs_ten_signs():
    for text, enough in (("一二三四五六七八九十", True), ("一二三四五六七八九", False)):
        one = annual.ONE.replace("组织了两次培训，接受了年度监督检查", text)
        assert (narrative.lacking(filled(annual.SAID | {"one": one}), government=True) == []) is enough
    full = "问题、改进" + "字" * (narrative.MAX_SECTION - 5)
    assert narrative.lacking(filled(annual.SAID | {"five": full}), government=True) == []


def test_every_line_has_its_place():
    lines, places = narrative.placed({"one": "甲\n乙", "five": "丙", "six": ""})
    assert lines == ["甲", "乙", "丙", ""]
    assert places[1] == "“一、总体情况”第 2 段" and len(places) == len(lines)
