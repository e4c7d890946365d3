"""What a pass reads, and the list of what it found within a scope."""

import pytest

from gongkai.ground.orgs.rules import EVERYWHERE, Scope
from gongkai.record.catalogue.queries import rechecks as queries
from gongkai.record.catalogue.services import publications, rechecks

from .making import BY, city, code, draft


@pytest.fixture
def found(transactional_db):
    city()
    rows = [
        publications.publish(
            draft(n, publisher=code(1 + n % 2), text="张某13812345678", html="<p>张某</p>"), by=BY
        )
        for n in range(1, 5)
    ]
    publications.withdraw(rows[0].identifier, reason="误发", by=BY)
    rechecks.begin(by=BY)
    rechecks.work(by=BY, seconds=60)
    return rows


def test_only_what_is_public_is_read(found):
    total, end = queries.extent()
    items, last = queries.batch(0, end, 200)
    assert [item.identifier for item in items] == [row.identifier for row in found[1:]]
    assert (total, last) == (3, end)
    assert queries.batch(last, last, 200) == ([], 0)


def test_each_is_read_in_its_present_version_only(found):
    changed = draft(2, publisher=code(1), text="改好了", html="<p>改好了</p>")
    publications.republish(found[1].identifier, changed, note="改正", by=BY)
    items, _ = queries.batch(0, queries.extent()[1], 200)
    assert [item.text for item in items if item.identifier == found[1].identifier] == ["改好了"]


def test_in_the_scope_by_pages(found, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        rows, following = queries.listing(EVERYWHERE, limit=2)
    assert [one.identifier for _, one in rows] == [found[3].identifier, found[2].identifier]
    more, end = queries.listing(EVERYWHERE, before=following, limit=2)
    assert len(more) == 1 and end is None
    own = found[1].publisher.lineage
    assert {one.publisher_id for _, one in queries.listing(Scope((own,)))[0]} == {found[1].publisher_id}
    assert queries.listing(Scope(()))[0] == []
    with pytest.raises(ValueError, match="翻页"):
        queries.listing(EVERYWHERE, before="x")


def test_by_check_and_severity(found):
    assert len(queries.listing(EVERYWHERE, check="personal_data")[0]) == 3
    assert queries.listing(EVERYWHERE, check="wording")[0] == []
    assert queries.listing(EVERYWHERE, severity="note")[0] == []
