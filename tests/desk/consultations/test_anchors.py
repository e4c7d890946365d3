"""Comments follow the words of a clause, not its number."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.consultations.rules.anchors import Standing, carried
from gongkai.desk.consultations.rules.clauses import split

from .holding import ARTICLES, RENUMBERED

OLD = [Standing(place, clause.body) for place, clause in enumerate(split(ARTICLES), 1)]


def test_a_renumbered_and_changed_clause_keeps_its_anchor_and_a_new_one_gets_its_own():
    new = [clause.body for clause in split(RENUMBERED)]
    assert carried(OLD, new, 5) == [1, 5, 2, 3]


def test_a_clause_that_moved_is_found_again():
    bodies = [one.body for one in OLD]
    assert carried(OLD, [bodies[3], bodies[0], bodies[1], bodies[2]], 5) == [4, 1, 2, 3]


def test_a_moved_clause_that_was_also_changed_a_little_is_found():
    bodies = [one.body for one in OLD]
    changed = bodies[0].replace("制定本办法", "特制定本办法")
    assert carried(OLD, [*bodies[1:], changed], 5) == [2, 3, 4, 1]


def test_other_words_under_the_same_number_are_another_clause():
    assert carried(
        [Standing(1, "停车费每小时五元，由价格部门制定。")], ["本办法所称道路不包括小区内的通道。"], 2
    ) == [2]


def test_clauses_with_the_same_words_are_told_apart_by_their_order():
    old = [Standing(1, "删去。"), Standing(2, "删去。")]
    assert carried(old, ["删去。", "新增的内容。", "删去。"], 3) == [1, 3, 2]


TEXTS = st.lists(st.text("停车收费标准公布免费市民", max_size=12), max_size=12)


@given(TEXTS, TEXTS)
def test_no_anchor_is_given_twice_and_the_same_draft_changes_nothing(old, new):
    standing = [Standing(place, text) for place, text in enumerate(old, 1)]
    anchors = carried(standing, new, len(old) + 1)
    assert len(set(anchors)) == len(anchors) == len(new)
    kept = [text for text in old if text.strip()]
    same = [Standing(place, text) for place, text in enumerate(kept, 1)]
    assert carried(same, kept, len(kept) + 1) == [one.anchor for one in same]
