"""Whose a number is, from the words around it."""

import pytest

from gongkai.ground.language.rules.personal.context import clause, official, private

NUMBER = "027-82345678"


@pytest.mark.parametrize(
    "before",
    [
        "咨询电话：",
        "市教育局联系电话：",
        "学生资助管理中心电话",
        "如有疑问请拨打",
        "派出所户籍室咨询电话：",
        "市疾控中心联系（",
    ],
)
def test_an_office(before):
    assert official(before + NUMBER, len(before), len(before + NUMBER))


@pytest.mark.parametrize(
    "before", ["家庭电话：", "申请人张某联系电话：", "户主住宅电话", "学生电话：", "张某，"]
)
def test_a_person(before):
    assert not official(before + NUMBER, len(before), len(before + NUMBER))


def test_what_stands_behind_says_it_too():
    text = f"{NUMBER}（监察大队）"
    assert official(text, 0, len(NUMBER))


def test_a_contact_named_a_line_above():
    text = f"联系人：王某\n电话：{NUMBER}"
    assert official(text, len(text) - len(NUMBER), len(text))


def test_only_the_same_sentence_counts():
    assert clause("请咨询市局。张某：", 9) == "张某："
    assert private("户主电话：", 5) and not private("户主不在。电话：", 8)
