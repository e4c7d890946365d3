"""Heads of tables and the room that they need."""

import re

from gongkai.surface.portal import tables


def table(*rows, cell="td"):
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def cells(*texts, tag="td"):
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def test_a_bold_first_row_becomes_the_head():
    html = tables.headed(table(cells("<b>区</b>", "<p><strong>数</strong></p>"), cells("东湖区", "12")))
    assert re.match(r"<table><thead><tr><th><b>区</b></th>.*</tr></thead><tbody><tr><td>东湖区", html)


def test_a_head_of_two_rows_goes_over_whole():
    first = '<th rowspan="2">编号</th><th colspan="2">坐标</th>'
    html = tables.headed(table(first, cells("X", "Y"), cells("1", "2", "3")))
    head = html.partition("</thead>")[0]
    assert "<th>X</th>" in head
    assert "<td>1</td>" not in head


def test_an_ordinary_first_row_or_a_head_that_is_there_stays():
    for html in (
        table(cells("<b>区</b>", "12"), cells("a", "b")),
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        table(cells("<b>只有</b>", "<b>一行</b>")),
    ):
        assert tables.headed(html) == html


def test_many_or_long_columns_need_the_whole_page():
    assert not tables.wide(table(cells("区", "数"), cells("东湖区", "12")))
    assert tables.wide(table(cells(*["清理牵头单位和建议"] * 6)))
    assert tables.size(table(cells(*["坐标编号"] * 5))) == " slides"
    assert tables.size(table(cells("区", "数"))) == ""


def test_a_table_of_numbers_and_a_long_one_are_known():
    counted = cells("区", tag="th") + cells("1,204", "75%", "—")
    assert tables.size(table(counted)) == " counts"
    assert tables.size(table(counted, cells("区", "12"))) == ""
    assert tables.size(table(*[counted] * 13)) == " counts long"
