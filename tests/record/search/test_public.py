"""Nothing that was withdrawn shows in the search, although the index has not heard of it yet."""

import pytest

from gongkai.record.catalogue.services import publications
from gongkai.record.search import public, queries

from . import city

OPINION = "关于优化营商环境的实施意见"


@pytest.fixture
def withdrawn(root, caught_up):
    """The city, with the opinion withdrawn after the index caught up."""
    rows = {row.title: row for row in city.four(root)}
    caught_up()
    assert OPINION in public.suggest("优化营商") and public.search("优化营商环境").total
    publications.withdraw(rows[OPINION].identifier, reason="有误", by=city.BY)
    return rows


def test_the_index_that_lags_shows_nothing_withdrawn(withdrawn):
    assert [hit.title for hit in queries.search("优化营商环境").hits] == [OPINION]
    results = public.search("优化营商环境")
    assert (results.hits, results.total) == ([], 0)
    assert OPINION not in [hit.title for hit in public.search("", limit=10).hits]


def test_what_is_suggested_stands_in_something_public(withdrawn):
    assert public.suggest("优化营商") == []
    assert "江政发〔2024〕6号" not in public.suggest("江政发2024 6")
    assert "安全生产" in " ".join(public.suggest("安全"))


def test_a_search_asks_the_catalogue_once(withdrawn, django_assert_num_queries):
    with django_assert_num_queries(1):
        public.search("", limit=20)
    with django_assert_num_queries(1):
        public.suggest("安全")
    with django_assert_num_queries(0):
        public.search("完全没有这样的字样呀呀呀", filters={"year": ["1900"]})
