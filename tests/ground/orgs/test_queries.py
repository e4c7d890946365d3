"""Reads over organisations stay inside the caller's scope."""

import pytest

from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from .test_services import BY, code, department

pytestmark = pytest.mark.django_db


def test_lists_stay_inside_the_scope(django_assert_num_queries):
    root = services.ensure_root(by=BY)
    services.open_organisations([department(1, root.code), department(2, root.code)], by=BY)
    services.change_organisation(code(2), by=BY, closed_on="2024-01-01")
    one = Scope((queries.by_code(code(1)).lineage,))
    assert [row.code for row in queries.below(one)] == [code(1)]
    assert {row.code for row in queries.organisations(EVERYWHERE)} == {root.code, code(1)}
    assert {row.code for row in queries.below(EVERYWHERE)} == {root.code, code(1), code(2)}
    assert not queries.below(Scope())
    with django_assert_num_queries(1):
        assert queries.names()[code(1)] == "市1局"
    services.change_organisation(code(1), by=BY, english_name="Bureau One")
    assert queries.english_names() == {code(1): "Bureau One"}
    assert set(queries.by_codes([code(1), "x"])) == {code(1)}
    assert queries.by_code("x") is None and queries.by_code("\0") is None and not queries.divided()
