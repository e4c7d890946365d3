"""Headings with small differences mean what they meant; others mean nothing."""

import pytest

from gongkai.desk.disclosure.rules.grids import plain
from gongkai.desk.disclosure.rules.headings import COLUMNS, ENDS, ROWS, TWO, meant
from gongkai.desk.disclosure.rules.tables import LABELS


@pytest.mark.parametrize("row", list(LABELS))
def test_every_printed_row_is_known(row):
    words = LABELS[row].split(" ")[-1]
    assert meant(plain(words), ROWS) == row


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("3、危及“三安全一稳定”的", "3.3.3"),
        ("1．属国家秘密", "3.3.1"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "3.2"),
        ("2.没有现成信息，需另行制作", "3.4.2"),
        ("3.其它", "3.6.3"),
        ("一、本年新收申请数量", "1"),
        ("（六）其他处理", None),
        ("（三）不予公开", None),
        ("三、本年度办理结果", None),
        ("备注", None),
    ],
)
def test_rows_with_small_differences(words, row):
    assert meant(plain(words), ROWS) == row


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("合 计", "total"), ("社会公益 组织", "charity"), ("其它", "other"),
        ("法律服务机构（家）", "law_firm"),
        ("法人或其他组织", None), ("申请人情况", None), ("备注", None),
    ],
)  # fmt: skip
def test_columns_with_small_differences(words, column):
    assert meant(plain(words), COLUMNS) == column


def test_table_two_and_four():
    assert meant("行政规范性文件", TWO) == "normative_documents"
    assert meant("行政许可", TWO) == "licences" and meant("行政强制", TWO) == "coercive_measures"
    assert meant("维持", ENDS) == "upheld" and meant("其他结果", ENDS) == "other"
