"""The published survey and its result: every word escaped, every number with its whole."""

from datetime import datetime

from gongkai.desk.consultations.rules import survey_page
from gongkai.desk.consultations.rules.survey_counting import Given, count
from gongkai.desk.consultations.rules.surveys import Content, Kind, Level, Question

from .asking import QUESTIONS

SCRIPT = "<script>alert(1)</script>"
CONTENT = Content("标题", f"说明{SCRIPT}", QUESTIONS, datetime(2026, 3, 9, 9), datetime(2026, 3, 31, 18))


def test_what_is_asked_stands_there_with_its_period():
    html = survey_page.asked(CONTENT, "/surveys/1/", stopped="<b>")
    assert "2026-03-09 09:00 至 2026-03-31 18:00" in html and "（多选，最多选 2 项，选填）" in html
    assert SCRIPT not in html and "提前截止：&lt;b&gt;" in html and '<a href="/surveys/1/">' in html


def test_the_result_says_what_was_left_out_and_that_it_is_no_sample():
    content = Content(
        "题", "说", (*QUESTIONS[:3], Question(Kind.TEXT, SCRIPT)), CONTENT.opens_at, CONTENT.closes_at
    )
    rows = [Given(Level.UNVERIFIED, quick, {1: [1], 2: [1], 3: [4]}) for quick in (False, False, True)]
    html = survey_page.result(content, count(QUESTIONS, rows), "采用了\n两条", {4: [SCRIPT]}, "/r/")
    assert (
        "计入 2 份答卷。疑似机器填写 1 份" in html and "不是随机抽样" in html and "参与人数少于 30 人" in html
    )
    assert "平均 4.00 分" in html and "可以超过 100%" in html and "<td>100.0%</td>" in html
    assert "<script>" not in html and html.count("&lt;script&gt;") == 2 and "<p>两条</p>" in html


def test_words_that_nobody_released_are_not_there():
    html = survey_page.result(CONTENT, count(QUESTIONS, []), "无", {}, "/r/")
    assert "没有公开的文字" in html


def test_a_survey_without_its_time_says_so():
    assert survey_page.period(Content("题")) == "还没有定时间。"
