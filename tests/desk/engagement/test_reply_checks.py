"""Whether a reply answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.reply_checks import check, clauses, is_empty
from gongkai.record.editorial.rules.findings import Severity

LETTER = "翠湖雅苑天天停水什么时候能解决？\n翠湖雅苑从上月起每天晚上停水，请问什么时候能修好？"
ANSWER = (
    "您好！经查，翠湖雅苑停水是因二次供水水泵损坏，"
    "供水公司已于3月2日更换水泵，目前水压已恢复正常。感谢您的来信。"
)


def names(question, reply, earlier=()):
    return [found.check for found in check(question, reply, earlier)]


def test_an_answer_is_not_found_fault_with():
    assert check(LETTER, ANSWER) == []


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "已收悉",
        "😀",
        "\u200b\u200b",
        "网友：您好！您反映的问题已转相关部门处理，感谢您的留言。2026年3月1日",
        "您好，您的来信已收悉。我们将认真研究您的建议，感谢您对我们工作的关心与支持！",
        "您的留言已收悉。关于您反映的问题，已转江城区调查处理。",
        "您好：您反映翠湖雅苑天天停水的问题已收悉，我局高度重视，将尽快处理。",
    ],
)
def test_formulas_alone_are_no_answer(reply):
    (found,) = check(LETTER, reply)
    assert found.check == "reply.empty" and found.severity is Severity.BLOCKING and found.answerable
    assert "请" in found.advice and found.place
    assert is_empty(LETTER, reply)


@pytest.mark.parametrize(
    "reply",
    [
        "您好，您的建议目前不能采纳，因增站后站距过近。感谢支持。",
        "您好，请您到江城市公安局户政科咨询，谢谢。",
        "本市尚未出台这方面的政策。",
        "经核实，水泵已维修完成。",
    ],
)
def test_a_short_refusal_or_direction_is_an_answer(reply):
    assert not is_empty("建议加站", reply)


def test_the_formula_is_shown_where_it_stands():
    reply = "您好！\n您反映的问题已转相关部门处理。"
    (found,) = check(LETTER, reply)
    assert found.place == "正文第 2 段" and "已转相关部门" in found.text and "转办" in found.advice


def test_a_matter_passed_on_beside_an_answer_is_noted():
    reply = ANSWER + "其他问题已转街道办事处处理。"
    assert names(LETTER, reply) == ["reply.forwarded"]


def test_a_question_without_anything_like_an_answer_is_named():
    reply = "翠湖雅苑的供水由江城水务集团负责，集团表示水泵老旧、管网漏损严重，居民用水困难。"
    (found,) = check("停水\n请问何时恢复供水？", reply)
    assert found.check == "reply.unanswered" and "什么时候" in found.advice and found.place == "来信第 2 段"


def test_a_reply_taken_over_from_another_is_noticed():
    answer = ANSWER + "今后每季度检修一次二次供水设备，检修安排提前三天在小区公告栏公示。"
    other = answer.replace("感谢您的来信", "谢谢")
    (found,) = check(LETTER, answer, ["松涛路路灯已修复。", other])
    assert found.check == "reply.copied" and "第 2 份" in found.advice
    assert check(LETTER, ANSWER, ["松涛路路灯已修复，照明恢复正常，欢迎继续监督。"]) == []


def test_formulas_that_all_replies_share_are_not_copying():
    thanks = "感谢您对我们工作的关心与支持，欢迎您继续监督我们的工作，祝您生活愉快！"
    assert names(LETTER, ANSWER + thanks, ["松涛路路灯已于本月修复。" + thanks]) == []


def test_personal_data_is_masked_in_what_is_shown():
    number = "13812345678"
    (found,) = check(LETTER, f"您好，您的来信已收悉，已转相关部门处理{number}。")
    assert number not in found.text


def test_a_reply_of_a_hundred_thousand_characters_is_read_in_time():
    assert names(LETTER, ANSWER * 2_000) == []


@given(
    st.text(max_size=80),
    st.text(alphabet="您好已收悉转相关部门处理，。感谢经查水泵已更换3月\n \u200b", max_size=80),
)
def test_clauses_stand_where_they_are_said_to_stand(question, reply):
    starts = [part.start for part in clauses(question, reply)]
    assert starts == sorted(starts) and all(0 <= start < len(reply) for start in starts)
    check(question, reply)
