"""No page reads everything public to show a few: SQLite, which keeps no statistics, is watched for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.record.catalogue.queries import indexing, lists, publications
from gongkai.record.search.services import follow

from .city import FINANCE, OLD

PAGES = (
    "/",
    "/search?q=预算",
    "/suggest?q=预",
    "/policies/",
    "/openness/",
    "/openness/items/20.1/",
    "/today/",
    f"/organisations/{FINANCE}/",
    f"/organisations/{FINANCE}/latest/",
    "/channels/policies/",
    "/api/v1/publications",
    f"/api/v1/publications/by-number?number={OLD}",
    "/feeds/latest.atom",
    f"/feeds/organisations/{FINANCE}.atom",
    "/sitemap.xml",
)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plans by its own statistics")
@pytest.mark.parametrize("address", [*PAGES, "new", "old"])
def test_the_index_of_what_is_public_is_read_in_its_order_only(client, jiangcheng, address):
    follow()
    address = getattr(jiangcheng, address).path if hasattr(jiangcheng, address) else address
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    reads = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert not [sql for sql in reads if reads_everything(sql)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plans by its own statistics")
@pytest.mark.parametrize(
    "read",
    [
        lists.public,
        lists.by_identifiers,
        publications.by_numbers,
        indexing.indexable,
        lambda many: publications.interpretation_counts(range(len(many))),
    ],
)
def test_many_are_looked_up_one_by_one(db, read):
    """The planner walks everything public only for a list of some length, as a page or a batch has it."""
    with CaptureQueriesContext(connection) as asked:
        read([f"42990010X/2026-{serial:05d}" for serial in range(200)])
    assert asked.captured_queries
    assert not [query["sql"] for query in asked.captured_queries if reads_everything(query["sql"])]


def reads_everything(sql: str) -> bool:
    """Whether a plan walks all publications, or all of one status in another order than is asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [row[3] for row in cursor.fetchall()]
    ordered = "ORDER BY" in sql and not any("TEMP B-TREE" in step for step in steps)
    walks = [step for step in steps if "catalogue_publication" in step]
    return any((step.startswith("SCAN") or "(status=?)" in step) and not ordered for step in walks)
