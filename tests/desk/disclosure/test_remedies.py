"""Which outcomes the Reconsideration Act names, and which it leaves open."""

from gongkai.desk.disclosure.rules.outcomes import Group
from gongkai.desk.disclosure.rules.remedies import DISPUTED, SETTLED


def test_what_is_settled_and_what_is_disputed_are_apart():
    assert not SETTLED & DISPUTED
    assert SETTLED | DISPUTED | {Group.GRANTED, Group.OTHERWISE} == set(Group)
