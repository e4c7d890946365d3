"""Which texts are worth comparing."""

import numpy as np

from gongkai.ground.language.rules.similarity_index import CANDIDATES, LATEST, Shelf, candidates

STATION = ("翠湖雅苑旁搅拌站昼夜轰鸣", "翠湖雅苑旁搅拌站，粉尘漫天")


def near(letters):
    shelf = Shelf()
    shelf.add(letters)
    return {number: found for number, _, found, _ in shelf.neighbours()}


def test_only_letters_that_share_keys_meet():
    assert near([STATION, ("松涛路路灯不亮", ""), ("请搬走翠湖雅苑的搅拌站", "")]) == {2: [0]}


def test_chunks_are_one_shelf():
    shelf = Shelf()
    for letter in (STATION, ("", ""), STATION):
        shelf.add([letter])
    (found,) = shelf.neighbours()
    assert (found[0], found[2]) == (2, [0])
    assert np.array_equal(found[1].pairs, found[3][0].pairs)
    assert shelf.size == 3


def test_a_matter_of_many_letters_stays_bounded():
    found = near([STATION] * 200)
    assert max(map(len, found.values())) <= CANDIDATES
    assert found[199][0] == 198 and min(found[199]) >= 199 - LATEST


def test_those_under_most_keys_come_first_then_the_later():
    assert candidates([[1, 2], [2, 3], [2]]) == [2, 3, 1]


def test_an_empty_shelf_has_no_neighbours():
    assert near([]) == {}
