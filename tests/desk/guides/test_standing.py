"""How complete each organisation's public guides are, in one statement."""

import pytest

from gongkai.desk.guides.models import PublicGuide
from gongkai.desk.guides.queries import standing
from gongkai.desk.guides.rules.completeness import Standing
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_those_that_fail_are_named(people, django_assert_num_queries):
    writing.published(people)
    PublicGuide.objects.update(missing=4)  # as one that was published under an earlier release
    with django_assert_num_queries(1):
        row = standing.by_organisation(EVERYWHERE)[0]
    assert (row.code, row.standing, row.average) == (writing.FINANCE, Standing(1, 1), 4.0)
    assert row.standing.fails
    PublicGuide.objects.update(missing=3)
    assert not standing.by_organisation(EVERYWHERE)[0].standing.fails
    assert standing.by_organisation(Scope(("x/",))) == []
