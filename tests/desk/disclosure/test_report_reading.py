"""Other people's tables: what is forgiven, and what is named with its sheet, row and column."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.desk.disclosure.rules.grids import Unreadable
from gongkai.desk.disclosure.rules.report_reading import tables
from gongkai.desk.disclosure.rules.tables import CELLS, Cell
from gongkai.desk.disclosure.rules.workbook import address, as_workbook

from . import reporting

THREE = "三、收到和处理政府信息公开申请情况"


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_what_is_written_is_read(seed):
    rng = random.Random(seed)
    numbers = {cell: rng.randrange(100_000) for cell in CELLS}
    found = tables(as_workbook(numbers, "标题"))
    assert (found.tables, found.problems) == (numbers, [])
    assert {cell: place for cell, (_, place) in found.places.items()} == {
        cell: address(cell) for cell in CELLS
    }


def test_tables_of_another_hand_are_read():
    numbers = reporting.tables(7)
    found = tables(reporting.elsewhere(numbers))
    assert [problem.words for problem in found.problems] == []
    assert found.tables == numbers


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("十二", "“十二”不是数字"),
        ("1,2x", "不是数字"),
        ("=1+1", "没有保存计算结果"),
        ("99999999999999", "不是合理的数字"),
    ],
)
def test_a_cell_that_is_no_number_is_named(value, says):
    content = as_workbook(reporting.tables(), "标题")
    (problem,) = tables(reporting.changed(content, THREE, "D6", value)).problems
    assert (problem.sheet, problem.address) == (THREE, "D6")
    assert says in problem.words and "本年新收政府信息公开申请数量 · 自然人" in problem.words


@pytest.mark.parametrize("value", ["１２", "1 2", "12件", "12.0", 12, 12.0])
def test_spellings_of_a_number(value):
    content = as_workbook({}, "标题")
    found = tables(reporting.changed(content, THREE, "D6", value))
    assert not found.problems and found.tables[Cell(3, "1", "person")] == 12


def test_an_unknown_row_with_numbers_and_a_missing_one_are_named():
    content = as_workbook(reporting.tables(), "标题")
    wrong = tables(reporting.changed(content, THREE, "C12", "完全另一回事"))
    words = "\n".join(problem.words for problem in wrong.problems)
    assert "不认识的行名" in words or "没有找到 表三 （三）不予公开" in words
    assert any("没有找到 表三" in problem.words for problem in wrong.problems)


def test_a_missing_column_is_named():
    content = as_workbook(reporting.tables(), "标题")
    found = tables(reporting.changed(content, THREE, "F5", "备注"))
    assert any("· 科研机构" in problem.reason for problem in found.problems)


def test_a_row_that_stands_twice_is_named():
    content = as_workbook(reporting.tables(), "标题")
    found = tables(reporting.changed(content, THREE, "C10", "2.其他法律行政法规禁止公开"))
    assert any("出现了两次" in problem.reason for problem in found.problems)


def test_charges_in_yuan_are_refused_with_words():
    content = as_workbook({}, "标题")
    found = tables(reporting.changed(content, "二、主动公开政府信息情况", "B15", "本年收费金额（单位：元）"))
    assert any("应以万元计" in problem.reason for problem in found.problems)


def test_tables_that_are_not_there_are_named():
    book = Workbook()
    book.active.append(["随便", 1])
    words = [problem.reason for problem in tables(reporting.saved(book)).problems]
    assert len(words) == 3 and all("没有找到表" in one for one in words)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0old", b"a,b,c"])
def test_what_is_no_workbook_is_refused_with_words(content):
    with pytest.raises(Unreadable, match="XLSX"):
        tables(content)
