"""No page reads everything public to show a few: SQLite, which keeps no statistics, is watched for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
def test_the_follower_reads_only_what_it_takes_in(jiangcheng):
    with CaptureQueriesContext(connection) as asked:
        follow()
    reads = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert any("catalogue_publication" in sql for sql in reads)
    assert not [sql for sql in reads if reads_everything(sql)]


def reads_everything(sql: str) -> bool:
    """Whether a plan walks all publications, or all of one status in another order than is asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [row[3] for row in cursor.fetchall()]
    ordered = "ORDER BY" in sql and not any("TEMP B-TREE" in step for step in steps)
    walks = [step for step in steps if "catalogue_publication" in step]
    return any((step.startswith("SCAN") or "(status=?)" in step) and not ordered for step in walks)
