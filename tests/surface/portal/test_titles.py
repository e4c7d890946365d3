"""Titles break between words only; their text never changes."""

import re
from html import unescape

from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from gongkai.surface.portal import titles

TITLE = "江城市住房公积金管理中心关于调整2026年度住房公积金缴存基数的通知"


def bare(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_line_ends_between_words_never_inside_one():
    parts = titles.unbroken(TITLE).split("<wbr>")
    assert "缴存" in parts
    assert "基数的" in parts
    assert not any(part.startswith(("的", "了", "等")) for part in parts)


def test_figures_and_signs_keep_the_browsers_own_rules():
    assert "调整2026年度" in titles.unbroken(TITLE)
    assert "<wbr>：" not in titles.unbroken("体育中心有了新变化：缴存基数调整走到居民身边")


def test_a_document_number_and_a_span_of_years_stay_whole():
    html = titles.unbroken("关于印发规划（2021—2025年）的通知（江政规〔2026〕12号）")
    assert '<span class="num">江政规〔2026〕12号</span>' in html
    assert '<span class="num">2021—2025年</span>' in html


def test_marks_of_a_search_stay_where_they_were():
    html = titles.unbroken(mark_safe("关于<mark>加强绩效</mark>管理 &amp; 考核"))
    assert html.replace("<wbr>", "") == "关于<mark>加强绩效</mark>管理 &amp; 考核"
    assert "加强<wbr>绩效" in html


@given(st.text(alphabet="关于加强绩效管理的通知2026—年〔〕号&<>\"' ", max_size=60))
def test_no_word_is_lost_or_unescaped(text):
    assert bare(titles.unbroken(text)) == text
