"""Home telephones, and the office telephones that are none."""

import pytest

from gongkai.ground.language.rules.personal import published
from gongkai.ground.language.rules.personal.telephones import telephones


def found(text, public=frozenset()):
    return [text[one.start : one.end] for one in telephones(text, public)]


@pytest.mark.parametrize(
    "number",
    [
        "027-82345678",
        "02782345678",
        "0571 8234567",
        "（0731）82345678"[1:],
        "０２７－８２３４５６７８",
        "010—8234 5678",
        "027\u200b-82345678",
    ],
)
def test_however_it_is_written(number):
    assert found(f"住宅电话：{number}，") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话：027-82345678",
        "市财政局　027-82345678",
        "0000-00000000",
        "110、12345、400-820-8820",
        "027-8234****",
        "编号0278234567801",
        "许可证号：02782345678",
        "http://x.cn/02782345678.html",
        "027-82345678-6105-01",
    ],
)
def test_what_is_none(text):
    assert found(text) == []


def test_a_short_number_needs_words_that_say_whose_it_is():
    assert found("户主家庭电话：82345678") == ["82345678"]
    assert found("电话82345678") == [] == found("面积82345678平方米")


def test_the_organisations_own_numbers_are_public():
    assert found("张某，027-82345678", published(["027-82345678"])) == []
    assert found("张某，027-82345678", published(["82345678"])) == []


def test_its_middle_is_masked():
    (one,) = telephones("住宅电话：027-82345678")
    assert one.masked == "0278***5678"
