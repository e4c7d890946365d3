"""What is counted: by receipt, where a letter is now, open and late ones too; no letter is read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.queries.figures import (
    Asked,
    by_category,
    by_kind,
    by_month,
    by_organisation,
    years,
)
from gongkai.desk.engagement.rules.figures import Tally, together
from gongkai.ground.orgs import queries as orgs

from .corresponding import BUILDING, FINANCE

TODAY = date(2026, 4, 1)


def put(place, code=FINANCE, on=date(2026, 3, 2), category="城市管理", **fields):
    owner = orgs.by_code(code)
    known = {"kind": "complaint", "channel": "web", "title": "标题", "words": "内容", "sealed": b""}
    known |= {"submitted_at": "2026-03-02T00:00Z", "until": date(2026, 3, 11)}
    own = {"number": str(place), "sealing": str(place), "organisation": owner, "referrer": owner}
    Letter(**known | own | {"category": category, "received_on": on} | fields).save()


@pytest.fixture
def letters(people):
    put(1, ended_on=date(2026, 3, 6), took=4, satisfaction="5")
    put(2, ended_on=date(2026, 3, 20), took=14, late=True, satisfaction="2")
    put(3)  # open, past its day
    put(4, until=date(2026, 4, 9), on=date(2026, 3, 30), category="")
    put(5, BUILDING, ended_on=date(2026, 3, 3), took=1, redirected_to="petition", late=True)
    put(6, BUILDING, on=date(2025, 12, 31), ended_on=date(2026, 1, 9), took=6)


def test_the_counts_of_a_year(letters):
    found = by_organisation(Asked(2026), TODAY)
    finance, building = (found[orgs.by_code(code).pk] for code in (FINANCE, BUILDING))
    assert finance == Tally(4, 2, 1, 0, 1, 2, 1, {4: 1, 14: 1})
    assert building == Tally(1, 0, 0, 1, 0, 0, 0, {})
    assert years() == [2026, 2025]
    assert together(by_organisation(Asked(2025), TODAY).values()).received == 1


def test_every_table_counts_the_same_letters(letters):
    tables = by_organisation, by_category, by_kind, by_month
    first, *others = [together(table(Asked(2026), TODAY).values()) for table in tables]
    assert first.received == 5 and all(other == first for other in others)
    assert list(by_month(Asked(2026), TODAY)) == [1, 2, 3, 4]
    assert by_category(Asked(2026), TODAY)[""].received == 1


def test_one_organisation_or_category(letters):
    owner = orgs.by_code(FINANCE).pk
    assert together(by_month(Asked(2026, owner), TODAY).values()).received == 4
    assert together(by_month(Asked(2026, category="城市管理"), TODAY).values()).received == 4


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plans by its own statistics")
@pytest.mark.parametrize("table", [by_organisation, by_category, by_kind, by_month])
def test_the_index_alone_answers(letters, table):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        table(Asked(2026), TODAY)
    assert len(seen) == 1
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + seen[0]["sql"])
        assert "COVERING INDEX letter_figures" in str(cursor.fetchall())
