"""Groups by likeness on the average."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.similarity_groups import MET, groups

RULE = {"floor": -2.0, "threshold": 0.0}


def all_alike(members, alike=2.0):
    return [(one, other, alike) for one in members for other in members if one < other]


def test_pairs_that_are_alike_are_groups():
    assert groups([(1, 2, 1.0), (5, 4, 3.0), (7, 8, -0.5)], **RULE) == [[1, 2], [4, 5]]


def test_a_chain_does_not_merge_unlike_ends():
    chain = [(number, number + 1, 1.0) for number in range(9)]
    assert max(map(len, groups(chain, **RULE))) == 2


def test_a_common_middle_does_not_join_two_groups():
    edges = [*all_alike(range(5)), *all_alike(range(10, 15)), (4, 10, 2.0), (3, 10, 1.0)]
    assert groups(edges, **RULE) == [list(range(5)), list(range(10, 15))]


def test_one_unlike_pair_does_not_part_a_group():
    edges = [edge for edge in all_alike(range(6)) if edge[:2] != (0, 5)]
    assert groups(edges, **RULE) == [list(range(6))]


def test_a_group_of_which_each_has_met_only_some_stays_one():
    size = 400
    edges = [
        (number, other, 2.5) for number in range(size) for other in range(max(0, number - 2 * MET), number)
    ]
    assert groups(edges, **RULE) == [list(range(size))]


def test_nothing_is_no_group():
    assert groups([], **RULE) == []
    assert groups([(3, 3, 9.0)], **RULE) == []


edges = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(-4, 4, allow_nan=False)),
    max_size=40,
    unique_by=lambda edge: frozenset(edge[:2]),
)


@given(edges)
def test_a_letter_is_in_one_group_at_most(given_edges):
    members = [number for group in groups(given_edges, **RULE) for number in group]
    assert len(members) == len(set(members))


@given(edges)
def test_direction_and_repetition_do_not_matter(given_edges):
    turned = [(other, one, alike) for one, other, alike in given_edges]
    assert groups(given_edges, **RULE) == groups(turned, **RULE) == groups([*given_edges, *turned], **RULE)
