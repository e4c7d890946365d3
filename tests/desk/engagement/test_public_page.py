"""What becomes public of a letter holds no person and no markup of its writer's."""

from dataclasses import replace

from gongkai.desk.engagement.rules.public_page import Proposal, html, problems
from gongkai.ground.language.rules import personal

from .corresponding import WRITING

GOOD = Proposal("路灯不亮", "滨江路的路灯不亮", "已经修好，咨询电话 027-82826666")


def test_question_and_title_hold_nobody_and_an_answer_no_identifier():
    assert problems(GOOD, WRITING) == {}
    assert "姓名" in problems(replace(GOOD, answer="周晓梅您好，已修好"), WRITING)["answer"]
    assert "手机" in problems(replace(GOOD, question="打 13900139000"), WRITING)["question"]
    assert "手机" in problems(replace(GOOD, answer="打 13900139000"), WRITING)["answer"]
    assert (
        problems(replace(GOOD, answer="打 13900139000"), WRITING, personal.published(["13900139000"])) == {}
    )
    assert set(problems(Proposal("", " ", "x"), WRITING)) == {"title", "question"}


def test_tags_are_shown_and_paragraphs_kept():
    page = html(replace(GOOD, question="<script>alert(1)</script>\n\n第二段"), "财政局<b>")
    assert "<script>" not in page and "&lt;script&gt;" in page and "<p>第二段</p>" in page
    assert "财政局&lt;b&gt;" in page
