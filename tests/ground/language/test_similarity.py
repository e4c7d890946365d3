"""Texts read into telling pairs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.similarity import (
    BODY,
    KEYS,
    MASK,
    NAMES,
    TITLE,
    UNLISTED,
    read,
    read_all,
    weighed,
)


def pairs(title, body=""):
    return set((read(title, body).pairs & MASK).tolist())


def test_common_pairs_weigh_less_than_names():
    known = read("翠湖小区噪音", "")
    weights = dict(zip(("翠湖", "湖小", "小区", "区噪", "噪音"), weighed(known.pairs), strict=False))
    assert weights["翠湖"] == UNLISTED
    assert min(weighed(known.pairs)) < UNLISTED


def test_pairs_that_nearly_every_letter_has_are_not_kept():
    assert not pairs("建议", "问题，公交。")


def test_a_name_is_known_by_its_last_sign():
    named = [bool(pair & NAMES) for pair in read("翠湖雅苑漏水", "").pairs]
    assert named[0] and not named[-1]


def test_numbers_are_one_sign():
    assert pairs("翠湖481路") & pairs("翠湖48路") == pairs("翠湖")
    assert pairs("翠湖481路") != pairs("翠湖48路")


def test_widths_case_and_invisible_signs_do_not_matter():
    assert pairs("翠\u200b湖Ａ栋") == pairs("翠湖a栋")


def test_punctuation_parts():
    assert not pairs("翠，湖")


def test_only_the_beginning_of_a_long_letter_is_read():
    assert len(read("搅拌站", "翠湖雅苑漏水" * 20_000).pairs) <= TITLE + BODY
    assert len(read("搅" * 5_000, "").pairs) == 1


def test_nothing_but_signs_without_meaning():
    for text in ("", "😀😀😀", "\u200b\u200d", "\u202e\u202d", "……", "\ud800"):
        known = read(text, text)
        assert not len(known.pairs) and not len(known.keys) and known.title == 0


def test_keys_are_few_and_fit_a_signed_column():
    keys = read("翠湖雅苑旁搅拌站昼夜轰鸣", "翠湖雅苑旁搅拌站昼夜轰鸣，粉尘漫天" * 9).keys
    assert 0 < len(keys) <= KEYS
    assert keys.max() < 2**31


def test_letters_about_one_thing_share_keys():
    one = read("翠湖雅苑旁搅拌站昼夜轰鸣", "")
    other = read("请管管翠湖雅苑附近的搅拌站", "")
    assert set(one.keys.tolist()) & set(other.keys.tolist())


texts = st.text(alphabet=st.characters(codec=None), max_size=60)


@given(st.lists(st.tuples(texts, texts), max_size=6))
def test_reading_together_is_reading_singly(letters):
    for one, alone in zip(read_all(letters), (read(*letter) for letter in letters), strict=True):
        assert np.array_equal(one.pairs, alone.pairs)
        assert np.array_equal(one.keys, alone.keys)
        assert one.title == alone.title


@given(texts, texts)
def test_a_pair_is_kept_once(title, body):
    known = read(title, body)
    assert len(set((known.pairs & MASK).tolist())) == len(known.pairs)
    assert 0 <= known.title <= len(known.pairs)
