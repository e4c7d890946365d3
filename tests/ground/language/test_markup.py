"""HTML made safe and plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.markup import from_markdown, from_text, plain, sanitise, too_deep


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p style='x' class=MsoNormal onclick=a()>字</p>", "<p>字</p>"),
        ("<script>alert(1)</script><p>字</p>", "<p>字</p>"),
        ("<style>p{}</style><xml><w:x>1</w:x></xml>字", "字"),
        ("<p><span style='font-family:宋体'><span>字</span></span></p>", "<p>字</p>"),
        ("<p>&nbsp;&nbsp;　　字&nbsp;&nbsp;词</p>", "<p>字 词</p>"),
        ("<p>&nbsp;</p><p><br></p><p><b> </b></p><p>字</p>", "<p>字</p>"),
        ("<p>字<o:p></o:p></p>", "<p>字</p>"),
        ("<h2>标题</h2><ul><li>一</li></ul>", "<h2>标题</h2><ul><li>一</li></ul>"),
        ('<img src="/a.png" alt="图" onerror="x()">', '<img src="/a.png" alt="图">'),
        ('<img src="data:image/png;base64,AA">字', "字"),
        ('<img src="javascript:x">字', "字"),
        ('<a href="javascript:x">字</a>', '<a rel="noopener nofollow">字</a>'),
        ('<a href="/own">字</a>', '<a href="/own">字</a>'),
        ('<a href="https://e.cn/">字</a>', '<a href="https://e.cn/" rel="noopener nofollow">字</a>'),
        ('<a href="//e.cn/">字</a>', '<a href="//e.cn/" rel="noopener nofollow">字</a>'),
        ("a\0b", "ab"),
        ("<p>未闭合<table><tr><td>格", "<p>未闭合</p><table><tbody><tr><td>格</td></tr></tbody></table>"),
        ("<iframe src=x>y</iframe><!-- 注释 -->字", "字"),
    ],
)
def test_only_structure_survives(html, clean):
    assert sanitise(html) == clean


def test_merged_cells_keep_their_spans():
    html = (
        '<table><tr><th colspan="2" scope="col" width="9">甲</th></tr><tr><td rowspan=2>乙</td></tr></table>'
    )
    clean = sanitise(html)
    assert '<th colspan="2" scope="col">甲</th>' in clean
    assert '<td rowspan="2">乙</td>' in clean


@given(st.text(alphabet="<>/=\"' abphrefscriptonsrcjavascript:&;\n", max_size=120))
def test_sanitising_twice_changes_nothing_and_no_script_survives(html):
    clean = sanitise(html)
    assert sanitise(clean) == clean
    assert "<script" not in clean
    assert "javascript:" not in clean.replace("&", "<").split("<")[0] or "href" not in clean


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>标题</h1><p>一&nbsp; 二</p>\n<p>三</p>", "标题\n一 二\n三"),
        ("<p>一<br>二</p>", "一\n二"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "甲\t乙\n丙\t丁"),
        ("<table><tr><td><p>甲</p></td><td><p>乙</p><p>丙</p></td></tr></table>", "甲\t乙 丙"),
        ("<title>x</title><script>y</script><p>字</p>", "字"),
        ("字", "字"),
        ("", ""),
        ("<div><div>一</div>二</div>", "一\n二"),
        ("<p>连<b>续</b><span>的</span>字</p>", "连续的字"),
    ],
)
def test_plain_text_reads_like_the_page(html, text):
    assert plain(html) == text


def test_text_becomes_paragraphs():
    assert from_text("一 <b>\n\n二\r\n") == "<p>一 &lt;b&gt;</p><p>二</p>"
    assert (
        from_text("办发〔2021〕15号　　某办公室　　关于通知")
        == "<p>办发〔2021〕15号</p><p>某办公室</p><p>关于通知</p>"
    )
    assert from_text(" \n ") == ""


def test_markdown_becomes_clean_html():
    html = from_markdown("## 第一章\n\n第一条 **总则**\n\n<script>x</script>\n\n|甲|乙|\n|-|-|\n|1|2|\n")
    assert "<h2>第一章</h2>" in html
    assert "<strong>总则</strong>" in html
    assert "<td>1</td>" in html
    assert "<script>" not in html


@given(st.text())
def test_escaped_text_reads_back(text):
    assert (
        plain(from_text(text)).split()
        == "".join(c for c in text.replace("\0", "") if c not in "\u200b\ufeff").split()
    )


def test_elements_without_end_are_told_before_they_cost_anything():
    assert too_deep("<div>" * 100_000)
    assert not too_deep("<table>" + "<tr><td>字</td></tr>" * 20_000 + "</table>")
    assert not too_deep("<br>" * 20_000)
