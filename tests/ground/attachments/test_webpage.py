# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""A saved page gives its article; a page that is only its text gives all of it."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import to_html, webpage

MENU = "".join(f'<a href="/{n}">栏目第{n}个很长的名字</a>' for n in range(40))


def test_a_plain_page_is_kept_whole():
    source = (
        "<body><h1>标题</h1><div>很长的正文" + "字" * 200 + "</div><table><tr><td>尾</td></tr></table></body>"
    )
    written = to_html(source.encode(), Format.HTML)
    assert "<h1>标题</h1>" in written and "<td>尾</td>" in written


def test_menus_around_an_article_go():
    source = f"<body><div>{MENU}</div><div class='x'><p>{'正文。' * 30}</p></div></body>"
    written = to_html(source.encode(), Format.HTML)
    assert written == f"<p>{'正文。' * 30}</p>"


def test_a_page_inside_a_form_is_read():
    assert to_html("<form><p>正文</p><input value='x'></form>".encode(), Format.HTML) == "<p>正文</p>"


def test_handlers_scripts_and_styles_go():
    source = (
        "<p onclick=alert(1) style='position:fixed'>甲</p><img src=x onerror=alert(2)><iframe src='//x'></iframe>"
        "<svg><script>alert(3)</script><a xlink:href='javascript:alert(4)'>乙</a></svg><math><mtext>丙</mtext></math>"
        "<a href='JaVaScRiPt:alert(5)'>丁</a><object data='x'></object><meta http-equiv=refresh content='0;url=x'>"
    )
    written = to_html(source.encode(), Format.HTML)
    for word in ("alert", "style", "iframe", "onerror", "svg", "script", "meta", "object"):
        assert word not in written.lower()
    assert "甲" in written and "丁" in written


def test_a_page_nested_without_end_is_refused():
    with pytest.raises(Refused, match="嵌套过深"):
        webpage.to_html(b"<div>" * 60_000)
