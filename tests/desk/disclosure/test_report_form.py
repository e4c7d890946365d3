"""The printed form: every cell once, nothing overlaps, nothing is left open, the words of the model form."""

import pytest

from gongkai.desk.disclosure.rules import report_form
from gongkai.desk.disclosure.rules.tables import CELLS


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_table_is_a_whole_rectangle(number):
    taken = {}
    for one in report_form.table(number):
        for row in range(one.row, one.row + one.rows):
            for column in range(one.column, one.column + one.columns):
                assert (row, column) not in taken
                taken[row, column] = one
    assert len(taken) == (max(row for row, _ in taken) + 1) * (max(column for _, column in taken) + 1)


def test_every_cell_stands_once():
    placed = [one.cell for number in (2, 3, 4) for one in report_form.table(number) if one.cell]
    assert sorted(placed) == sorted(CELLS)


def test_the_words_are_those_of_the_form():
    words = {one.text for one in report_form.table(3)}
    assert "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" in words
    assert "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" in words
    assert "2.没有现成信息需要另行制作" in words and "3.其他" in words
    assert report_form.title("江城市财政局", 2025) == "江城市财政局2025年政府信息公开工作年度报告"
    assert len(report_form.SECTIONS) == 6
