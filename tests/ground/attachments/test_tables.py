"""Tables are written with heads where heads are certain."""

import pytest

from gongkai.ground.attachments.rules.conversion.tables import Cell, heading_rows, write


def grid(*rows, bold=()):
    return [[Cell(text, bold=place in bold) for text in row] for place, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (grid(("序号", "名称"), ("1", "甲")), [0]),
        (grid(("区", "户数"), ("东湖区", "12"), ("西山区", "1,234")), [0]),
        (grid(("区", "占比"), ("东湖区", "12.5%"), ("西山区", "-")), [0]),
        (grid(("姓名", "职务"), ("张某", "主任"), bold=(0,)), [0]),
        (grid(("姓名", "职务"), ("张某", "主任"), bold=(0, 1)), []),
        (grid(("姓名", "张某"), ("职务", "主任")), []),
        (grid(("2024", "2025"), ("1", "2")), []),
        (grid(("区", ""), ("东湖区", "12")), []),
        (grid(("序号", "名称")), []),
        (grid(("只有一列",), ("1",)), []),
        ([], []),
    ],
)
def test_which_rows_are_heads(rows, heads):
    assert heading_rows(rows) == heads


def test_a_title_across_the_table_comes_before_its_head():
    rows = [[Cell("一览表", 3)], [Cell("序号"), Cell("甲", 2)], *grid(("1", "x", "y"))]
    assert heading_rows(rows) == [1]
    assert "<thead>" not in write(rows) and '<th scope="colgroup" colspan="2">甲</th>' in write(rows)


def test_a_head_of_two_rows():
    rows = [[Cell("区", rows=2), Cell("户数", 2)], [Cell("城"), Cell("乡")], *grid(("东湖区", "1", "2"))]
    assert heading_rows(rows) == [0, 1]
    assert write(rows).startswith('<table><thead><tr><th scope="col" rowspan="2">区</th>')


def test_words_are_escaped_and_lines_kept():
    assert write([[Cell("a<b\nc & d"), Cell("")]]) == (
        "<table><tbody><tr><td>a&lt;b<br>c &amp; d</td><td></td></tr></tbody></table>"
    )
    assert write([[Cell(""), Cell("")]]) == ""


def test_known_heads():
    assert "<thead>" in write(grid(("甲", "乙"), ("丙", "丁")), top=1)
    assert "<th" not in write(grid(("甲", "乙")), top=1)
