"""Letters about the same incident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.incidents import group, joins, letter, likeness

STATION = (
    "翠湖雅苑旁搅拌站昼夜轰鸣",
    "我是翠湖雅苑的业主，小区旁边新建了搅拌站，昼夜轰鸣，粉尘很大，请尽快拆除。",
)
STATION_AGAIN = ("请搬走翠湖雅苑附近的搅拌站", "翠湖雅苑旁的搅拌站噪音大、粉尘多，老人孩子都睡不着。")
WATER = ("翠湖雅苑天天停水", "翠湖雅苑从上月起每天晚上停水，物业说是水压低，洗澡做饭都成问题。")
ELSEWHERE = ("枫林嘉园旁搅拌站昼夜轰鸣", "我是枫林嘉园的业主，小区旁边新建了搅拌站，昼夜轰鸣，请尽快拆除。")


def same(one, other):
    return likeness(letter(*one), [letter(*other)])[0]


def test_the_same_place_and_the_same_complaint_are_one_incident():
    assert same(STATION, STATION_AGAIN) > 0.7
    assert group([STATION, WATER, STATION_AGAIN]) == [[0, 2]]


def test_the_same_complaint_elsewhere_is_another():
    assert same(STATION_AGAIN, ELSEWHERE) < 0.5


def test_another_complaint_about_the_same_place_is_another():
    assert same(STATION, WATER) < 0.5


def test_slips_of_the_pen_do_not_matter():
    slips = ("翠湖雅宛旁搅拌站昼夜轰呜", STATION[1].replace("业主", "业住").replace("粉尘", "粉麈"))
    assert same(STATION, slips) > 0.7


def test_invisible_signs_do_not_matter():
    hidden = tuple("\u200b".join(part) for part in STATION)
    assert same(STATION, hidden) > 0.9


@pytest.mark.parametrize("text", ["", "😀😀😀😀", "\u200b\u200d\u202e", "？？？", "\x00"])
def test_letters_without_words_are_no_incident(text):
    assert group([(text, text), (text, text), STATION]) == []


def test_a_letter_of_a_hundred_thousand_characters_is_read_like_any():
    long = (STATION[0], STATION[1] + "请求处理。" * 20_000)
    assert group([long, STATION_AGAIN]) == [[0, 1]]


def test_a_letter_joins_a_case_by_its_members_not_by_its_nearest():
    case = [letter(*STATION), letter(*STATION_AGAIN)]
    assert joins(letter(*STATION_AGAIN), case) > 0.5
    assert joins(letter(*WATER), case) < 0.5
    assert joins(letter(*WATER), []) == 0.0
    assert likeness(letter(*WATER), []) == []


def test_districts_tell_apart_what_is_written_alike():
    text = "请尽快解决农贸市场占道经营的问题，摊贩占道，臭气熏天。"
    one, other = ("临江区农贸市场占道经营", text), ("望山县农贸市场占道经营", text)
    assert same(one, other) < same(one, one)


texts = st.text(alphabet="翠湖雅苑搅拌站噪音停水咨询请问区县，。a1", max_size=30)


@given(texts, texts, texts, texts)
def test_it_does_not_matter_which_came_first(title, words, other_title, other_words):
    one, other = (title, words), (other_title, other_words)
    assert same(one, other) == pytest.approx(same(other, one), abs=1e-3)


def test_grouping_again_gives_the_same():
    letters = [STATION, WATER, STATION_AGAIN, ELSEWHERE, STATION]
    assert group(letters) == group(iter(letters))
