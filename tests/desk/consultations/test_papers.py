"""The pages of the record hold what art. 15 asks for and how opinions were used; words stay words."""

from dataclasses import replace
from datetime import date

from gongkai.desk.consultations.rules import papers
from gongkai.desk.consultations.rules.outcomes import Outcome

from .holding import CONTENT

TALLIES = [("account", "", 2), ("account", "support", 2), ("phone", "", 3), ("phone", "amend", 4)]


def test_the_draft_says_everything_that_is_asked():
    short = replace(CONTENT, days=7, shorten_reason="汛期将至 <b>急</b>")
    html = papers.draft(short, date(2026, 3, 9), "/consultations/3/")
    for words in ("起草了这份办法", "7 日，截止到 2026-03-09", "汛期将至", "来信请寄", "综合处", "第三条"):
        assert words in html
    assert "&lt;b&gt;急" in html and 'href="/consultations/3/"' in html


def test_counts_stand_by_level_and_add_up():
    assert papers.counted(TALLIES) == [
        ("实名账号", [2, 2, 0, 0, 2]),
        ("验证手机", [3, 0, 0, 4, 4]),
        ("未核实身份", [0, 0, 0, 0, 0]),
        ("合计", [5, 2, 0, 4, 6]),
    ]


def test_the_result_shows_every_group_with_its_outcome_and_reason():
    groups = [
        papers.Answered("免费<i>", 1200, Outcome.PARTLY, "写入第四条"),
        papers.Answered("降价", 1, "", ""),
    ]
    html = papers.result("共收到意见", papers.counted(TALLIES), groups, "/consultations/3/")
    assert "1. 免费&lt;i&gt;" in html and "1,200 条意见" in html and "部分采纳" in html
    assert "未写明" in html and "实名账号" in html
    assert "没有收到意见" in papers.result("无", [], [], "/consultations/3/")


def test_the_decision_leads_to_its_document():
    html = papers.decided("停车办法", "/p/1", "已经公布")
    assert '<a href="/p/1">停车办法</a>' in html and "已经公布" in html
    assert "最终文件" not in papers.decided("", "", "暂不制定")
