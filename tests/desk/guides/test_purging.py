"""What the law removed goes from the desk as well."""

import pytest

from gongkai.desk.guides.models import Guide, PublicGuide
from gongkai.desk.guides.services import purging
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import publications

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_words_and_rows_are_gone_and_digests_stay(people):
    guide = writing.published(people)
    publications.remove(
        guide.publication.identifier, basis="《个人信息保护法》第四十七条", by=people["final"]
    )
    assert purging.purge_removed(by=system("clock")) == 1
    assert purging.purge_removed(by=system("clock")) == 0
    row = Guide.objects.get()
    assert row.title == purging.GONE and "养老" not in row.shape and not PublicGuide.objects.exists()
    assert ledger.of(f"guide/{guide.pk}")[-1].kind == "guide.purged"
