"""Reads of the desk: within the scope, sifted, in pages, in few statements."""

import pytest

from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.services import guides
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_lists_are_sifted_and_paged(people, django_assert_num_queries):
    whole = writing.begun(people)
    poor = guides.begin(writing.FINANCE, writing.POOR, by=people["drafter"])
    scope = people["drafter"].scope
    assert [row.pk for row in queries.listed(scope).items] == [poor.pk, whole.pk]
    assert [row.pk for row in queries.listed(scope, lacking=True).items] == [poor.pk]
    assert [row.pk for row in queries.listed(scope, words="养老").items] == [whole.pk]
    assert [row.pk for row in queries.listed(scope, words=writing.CODE).items] == [whole.pk]
    assert queries.listed(scope, differing=True).items == queries.listed(scope, state="published").items == []
    first = queries.listed(scope, limit=1)
    assert [row.pk for row in queries.listed(scope, limit=1, before=first.next).items] == [whole.pk]
    for wrong in ("x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_x"):
        with pytest.raises(ValueError):
            queries.listed(scope, before=wrong)
    with django_assert_num_queries(1):
        [row.organisation.short_name for row in queries.listed(EVERYWHERE).items]


def test_another_organisations_guide_is_not_there(people):
    guide = writing.begun(people)
    assert queries.one(people["drafter"].scope, guide.pk) == guide
    assert queries.one(Scope(("x/",)), guide.pk) is None and queries.one(EVERYWHERE, 10**30) is None


def test_what_waits_for_whom(people):
    mine = writing.begun(people)
    assert queries.pending(people["drafter"]) == [mine]
    assert queries.pending(people["final"]) == queries.pending(people["first"]) == []
    ready = writing.approved(people, code="ABC-0002")
    assert queries.pending(people["final"]) == [ready]
