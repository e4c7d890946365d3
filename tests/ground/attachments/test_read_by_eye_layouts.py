# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Ten files read by eye, the second half: PDF, OFD and web pages, and a real annex."""

import pytest

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.conversion import to_html

from . import layouts
from .layouts import Paper, ofd, path_object, text_object
from .reading import blocks, converted, headings, tables

FIRST = "为了规范行政规范性文件的制定和监督管理，维护法制统一，保护公民、法人和其他组织的合法权益，根据有关法律、法规，结合本市实际，制定本办法。"
SECOND = "各区、各部门应当按照本办法的要求起草文件。"


def test_7_a_text_in_pdf_over_two_pages():
    paper = Paper()
    paper.centred("江城市文件管理办法", 22)
    paper.line("第一章　总则", LEFT_OF_CHAPTER, 18)
    paper.paragraph(FIRST)
    paper.paragraph(SECOND)
    for number in range(12):
        paper.paragraph(f"第{number + 1}项工作按时完成。")
    paper.page(1)
    paper.paragraph("第二页的第一段。")
    paper.page(2)
    written = blocks(converted(paper.done(), "办法.pdf", Format.PDF))
    assert written == [
        ("h1", "江城市文件管理办法"),
        ("h2", "第一章 总则"),
        ("p", FIRST),
        ("p", SECOND),
        *(("p", f"第{number + 1}项工作按时完成。") for number in range(12)),
        ("p", "第二页的第一段。"),
    ]


LEFT_OF_CHAPTER = (layouts.WIDTH - 6 * 18) / 2


def test_8_tables_in_pdf_with_and_without_lines():
    paper = Paper()
    paper.centred("学位安排", 22)
    rows = [["区", "学位（个）", ""], ["", "公办", "民办"], ["东湖区", "120", "30"], ["西山区", "80", "25"]]
    paper.ruled(rows, [120, 100, 100], merged=[((0, 0), (1, 0)), ((0, 1), (0, 2))])
    paper.paragraph("收费标准见下表。")
    for name, price in (("项目", "元"), ("托管", "300"), ("午餐", "15")):
        paper.line(name, 100)
        paper.y += layouts.PITCH
        paper.line(price, 300)
    paper.page()
    written = converted(paper.done(), "学位.pdf", Format.PDF)
    assert blocks(written) == [("h1", "学位安排"), ("p", "收费标准见下表。")]
    assert tables(written) == [
        [["#区×2,1", "#学位（个）×1,2"], ["#公办", "#民办"], ["东湖区", "120", "30"], ["西山区", "80", "25"]],
        [["#项目", "#元"], ["托管", "300"], ["午餐", "15"]],
    ]


def test_9_an_ofd_document():
    page = text_object("江城市公告", 70, 30, 7.7, extra='Weight="700"')
    page += text_object("一、招聘岗位", 42, 50, font=2)
    page += text_object("招聘教师二十名，具体岗位和要求见下面的表格。", 42, 62)
    for y in (80, 90, 100):
        page += path_object(30, y, 100, 0)
    for x in (30, 80, 130):
        page += path_object(x, 80, 0, 20)
    for row, texts in enumerate((("岗位", "人数"), ("语文教师", "20"))):
        for column, text in enumerate(texts):
            page += text_object(text, 32 + 50 * column, 81 + 10 * row, 5)
    data = ofd(page + text_object("- 1 -", 100, 285, 4), template=text_object("江城市公报", 30, 8, 4))
    written = converted(data, "公告.ofd", Format.OFD)
    assert headings(written) == [("h1", "江城市公告"), ("h2", "一、招聘岗位")]
    assert ("p", "招聘教师二十名，具体岗位和要求见下面的表格。") in blocks(written)
    assert tables(written) == [[["#岗位", "#人数"], ["语文教师", "20"]]]
    assert "- 1 -" not in written


def test_10_a_page_of_a_site():
    source = (
        '<html><head><meta charset="gbk"><title>x</title></head><body><nav><a href="/">首页</a></nav>'
        '<div class="TRS_Editor"><h2 onclick="alert(1)">一、办理条件</h2><p>年满十八周岁。</p>'
        "<table><tr><th>序号</th><th>材料</th></tr><tr><td>1</td><td>身份证</td></tr></table>"
        '<ol start="3"><li>提交</li></ol><svg onload="alert(2)"><script>alert(3)</script></svg>'
        '<img src="x" onerror="alert(4)"><a href="javascript:alert(5)">点</a></div><footer>版权</footer></body></html>'
    ).encode("gbk")
    written = converted(source, "页面.html", Format.HTML)
    assert blocks(written) == [("h2", "一、办理条件"), ("p", "年满十八周岁。"), ("li", "提交")]
    assert tables(written) == [[["#序号", "#材料"], ["1", "身份证"]]]
    assert '<ol start="3">' in written
    assert "alert" not in written and "版权" not in written and "首页" not in written


@pytest.mark.real
def test_a_real_annex_of_24_pages(real_data):
    data = next((real_data / "office_files").glob("*.pdf")).read_bytes()
    written = to_html(data, Format.PDF)
    (table,) = tables(written)
    assert len(headings(written)) == 1
    assert all(one.startswith("#") for one in table[0]) and len(table[0]) == 8
    serials = [row[0].split("×")[0] for row in table[1:] if len(row) == 8]
    assert sorted({int(one) for one in serials if one.isdecimal()}) == list(range(1, 42))
