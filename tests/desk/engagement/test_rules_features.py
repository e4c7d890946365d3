"""A letter as numbers."""

import numpy as np

from gongkai.desk.engagement.rules.routing.features import LONGEST, terms, vocabulary


def test_runs_and_words_are_counted_and_the_title_twice():
    found = terms("噪声", "扰民")
    assert found["噪声"] == found["=噪声"] == 2
    assert found["扰民"] == 1


def test_numbers_marks_and_width_play_no_part():
    assert terms("", "30路公交１２栋!!") == terms("", "31路公交9栋。")
    assert not terms("", "12345 😀😀 …… \ud800")


def test_a_flood_is_read_to_a_limit():
    assert terms("", "水" * 100_000) == terms("", "水" * LONGEST)


def test_terms_of_one_letter_alone_are_forgotten_unless_an_example_has_them():
    known = vocabulary([("", "污水"), ("", "污水直排"), ("", "补课")], [("", "补习")]).place
    assert "污水" in known
    assert "补课" not in known
    assert "补习" in known


def test_each_block_of_a_row_has_length_one():
    words = vocabulary([("", "污水直排河道")] * 3)
    _, values = words.row("污水", "污水直排河道")
    assert np.isclose(np.sum(values**2), 2)


def test_a_letter_of_unknown_words_is_an_empty_row():
    places, values = vocabulary([("", "污水")] * 2).row("", "快递")
    assert len(places) == len(values) == 0
