"""Notices are the person's own, newest first."""

import pytest

from gongkai.ground.notices import queries, services
from gongkai.ground.notices.rules import Words

from .conftest import BY


def test_a_person_reads_the_own_notices_page_by_page(people):
    ann, bob, _ = people
    for number in range(5):
        services.notify([ann.pk], Words(f"第 {number} 件"), by=BY)
    services.notify([bob.pk], Words("别人的"), by=BY)
    first = queries.listed(ann.pk, limit=3)
    second = queries.listed(ann.pk, limit=3, before=first.next)
    assert [one.subject for one in (*first.items, *second.items)] == [f"第 {n} 件" for n in (4, 3, 2, 1, 0)]
    assert second.next is None and queries.unread(ann.pk) == 5
    assert queries.one(ann.pk, queries.listed(bob.pk).items[0].pk) is None
    assert queries.stuck() == 0
    with pytest.raises(ValueError):
        queries.listed(ann.pk, before="x")
