"""Loading the demonstration through the real services."""

import pytest

from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import lists
from gongkai.surface.demo import accounts, services


@pytest.mark.django_db(transaction=True)
def test_a_small_city_loads_and_says_how_varied_it_is(planted):
    steps = []
    done = services.load(60, progress=lambda now, total: steps.append((now, total)))
    sequence_all()
    assert done["organisations"] == 53
    assert steps[-1][0] == steps[-1][1] == done["documents"]
    assert done["distinct_words"] > 300
    assert done["duplicate_share"] < 0.05
    assert orgs.demonstration() == "演示数据"
    assert len(lists.latest(limit=20).items) == 20
    assert {account["username"] for account in accounts.accounts()} >= {"bianji", "jiaoyu"}
