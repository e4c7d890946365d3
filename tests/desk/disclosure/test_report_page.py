"""The page of a report: six sections in order, every number under its headings, words escaped."""

import re

from gongkai.desk.disclosure.rules.report_form import SECTIONS
from gongkai.desk.disclosure.rules.report_page import html
from gongkai.desk.disclosure.rules.tables import CELLS, Cell
from gongkai.ground.language.rules import markup


def test_sections_tables_and_words():
    page = html({"one": "甲<b>\n乙", "five": "丙", "six": "丁"}, {Cell(3, "1", "person"): 14_069})
    assert re.findall(r"<h2>(.*?)</h2>", page) == list(SECTIONS)
    assert "<p>甲&lt;b&gt;</p><p>乙</p>" in page
    assert page.count("<table>") == page.count("<caption>") == 3
    assert len(re.findall(r"<td[ >]", page)) == len(CELLS)
    assert '<th scope="row" colspan="3">一、本年新收政府信息公开申请数量</th><td>14069</td>' in page
    assert '<th scope="col" rowspan="2">自然人</th>' in page
    assert markup.sanitise(page) == page
