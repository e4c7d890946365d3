"""Values that would send somebody to a closed door are named at their field."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.rules.shape import Material, Question, Statute, Step
from gongkai.desk.guides.rules.soundness import hindering, mobile, problems, telephones

from .writing import POOR, WHOLE


def told(**changes):
    return [(one.field, one.grave) for one in problems(replace(WHOLE, **changes))]


def test_a_good_guide_has_no_problem():
    assert problems(WHOLE) == [] and hindering(WHOLE) == []


@pytest.mark.parametrize(
    "number",
    ["027-65601234", "(027)65601234", "027 6560 1234", "65601234", "12345", "12333", "400-888-1234", "110",
     "027-65601234-801", "027-65601234转801", "0719-8888888", "窗口：027-65601234；热线 12345"],
)  # fmt: skip
def test_telephones_that_can_be_dialled(number):
    assert told(telephones=number) == []
    assert telephones(number)


@pytest.mark.parametrize("number", ["027-656", "请到窗口咨询", "6560123456789", "00000000000"])
def test_telephones_that_cannot(number):
    assert ("telephones", True) in told(telephones=number)
    assert ("complaint", True) in told(complaint=number)


def test_a_mobile_is_doubted_and_not_refused():
    assert told(telephones="13800138000") == [("telephones", False)]
    assert mobile("13800138000") and not mobile("027-65601234")
    assert telephones("027-65601234、12333") == ["027-65601234", "12333"]


@pytest.mark.parametrize(
    ("hours", "grave"),
    [
        ("工作日", [("hours", True)]),
        ("25:00-26:00", [("hours", True)]),
        ("9:70-17:00", [("hours", True)]),
        ("17:00-9:00", [("hours", True)]),
        ("22:00-次日6:00", []),
        ("全天 24 小时", []),
        ("周一至周五 9时至17时", []),
        ("上午 8:30－12:00，下午 14：00—17：30", []),
    ],
)
def test_hours(hours, grave):
    assert told(hours=hours) == grave


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://rs.example.gov.cn/", [("online", True)]),
        ("javascript:alert(1)", [("online", True)]),
        ("https://user:word@example.gov.cn", [("online", True)]),
        ("https://[::1", [("online", True)]),
        ("rs.example.gov.cn", [("online", True)]),
        ("", [("online", False)]),
        ("https://rs.example.gov.cn/a?b=c", []),
    ],
)
def test_addresses(address, found):
    assert told(online=address) == found


def test_limits_and_fees():
    assert told(promised="0 个工作日") == [("promised", True)]
    assert told(promised="30 个工作日") == [("promised", True)]
    assert told(promised="尽快") == [("promised", False)]
    assert told(fee="每证 10 元") == [("fee_basis", True)]
    assert told(fee="每证 10 元", fee_basis="价费字〔1992〕240号") == []


def test_rows_and_choices():
    twice = (Material("身份证"), Material("身份证"), Material(note="须知"))
    assert told(materials=twice) == [("materials", True), ("materials", True)]
    assert told(statutes=(Statute("社会保险法"),)) == [("statutes", False)]
    assert told(statutes=(Statute(article="第一条"),)) == [("statutes", True)]
    assert told(steps=(Step(limit="1 天"),)) == [("steps", True)]
    assert told(questions=(Question("为什么？"),)) == [("questions", True)]
    assert told(serves=("martian",), events=("party",)) == [("serves", True), ("events", True)]
    assert told(code="1.14E+30") == [("code", True)]
    assert told(conditions="可办") == [("conditions", False)]


def test_what_hinders_review_is_said_in_words():
    words = hindering(POOR)
    assert words[0].startswith("还缺 设定依据、申请条件")
    assert hindering(replace(WHOLE, online="ftp://x.y"))[0].startswith("网上办理地址：")
