"""Loading the demonstration through the real services."""

from collections import Counter

import pytest

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import OPEN, Stage
from gongkai.ground.language.rules import personal
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import lists
from gongkai.surface.demo import accounts, services


@pytest.mark.django_db(transaction=True)
def test_a_small_city_loads_and_says_how_varied_it_is(planted):
    steps = []
    done = services.load(60, 160, progress=lambda now, total: steps.append((now, total)))
    sequence_all()
    assert done["organisations"] == 53
    assert steps[-1] == (160, 160) and (done["documents"], done["documents"]) in steps
    assert done["letters"] == Letter.objects.count() == 160 and done["letters_published"] > 0
    stages = Counter(Letter.objects.values_list("stage", flat=True))
    assert all(stages[stage] >= 12 for stage in OPEN) and stages[Stage.ANSWERED] > 40
    assert not any(personal.find(words) for words in Letter.objects.values_list("words", flat=True))
    assert done["distinct_words"] > 300
    assert done["duplicate_share"] < 0.05
    assert orgs.demonstration() == "演示数据"
    assert len(lists.latest(limit=20).items) == 20
    assert {account["username"] for account in accounts.accounts()} >= {"bianji", "jiaoyu"}
