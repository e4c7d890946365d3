"""Incidents of a scope, with their sizes."""

from gongkai.desk.engagement.queries import groups

from .test_grouping import incident


def test_within_the_scope_and_not_outside(people, at):
    row, lead, others = incident(people, at, size=3)
    found = groups.one(people["answerer"].scope, row.pk)
    assert (found.size, groups.letters(found)) == (3, [lead, *others])
    assert len(groups.received(found)) == 3
    assert groups.one(people["builder"].scope, row.pk) is None
