"""What two texts share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.similarity import UNLISTED, read
from gongkai.ground.language.rules.similarity_scoring import Shared, compare

texts = st.text(alphabet="翠湖雅苑搅拌站噪音夜间施工，。a1 ", max_size=40)


def shared(one, other):
    return Shared(*(figure[0] for figure in compare(one, [other])))


def test_the_same_text_shares_all():
    known = read("翠湖雅苑漏水", "楼顶漏水三年")
    alike = shared(known, known)
    assert np.isclose(alike.whole, 1) and alike.least == alike.most == alike.kept == 1
    assert alike.rare > 0 and alike.longest >= 2 * UNLISTED


def test_texts_with_nothing_in_common_share_nothing():
    alike = shared(read("翠湖雅苑漏水", ""), read("搅拌站粉尘", ""))
    assert alike.whole == alike.most == alike.names == alike.rare == alike.runs == 0


def test_a_name_is_one_run_and_a_name_with_its_trouble_two():
    one = read("翠湖雅苑的搅拌站昼夜轰鸣", "")
    assert shared(one, read("翠湖雅苑绿化枯死", "")).runs == 1
    assert shared(one, read("搅拌站搬离翠湖雅苑", "")).runs == 2


def test_names_shared_are_counted_apart():
    one = read("翠湖雅苑漏水", "")
    assert shared(one, read("翠湖雅苑停电", "")).names > 0
    assert shared(one, read("顶楼漏水", "")).names == 0


def test_what_stands_in_the_body_answers_a_title():
    one, other = read("翠湖雅苑漏水", ""), read("求助", "我住翠湖雅苑，常年漏水")
    assert shared(one, other).most > 0.6


def test_nothing_to_compare_with():
    assert all(not len(figure) for figure in compare(read("翠湖", ""), []))
    assert shared(read("", ""), read("", "")).whole == 0


@given(texts, texts, texts, texts)
def test_it_does_not_matter_which_comes_first(title, body, other_title, other_body):
    one, other = read(title, body), read(other_title, other_body)
    assert np.allclose(shared(one, other), shared(other, one), atol=1e-4)


@given(texts, st.lists(texts, min_size=2, max_size=4))
def test_each_is_compared_as_if_alone(title, others):
    one, read_others = read(title, ""), [read(other, other[::-1]) for other in others]
    together = compare(one, read_others)
    for number, other in enumerate(read_others):
        assert np.allclose([figure[number] for figure in together], shared(one, other), atol=1e-4)
