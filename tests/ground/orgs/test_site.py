"""Facts of the site: stated by a service, read cheaply, the environment's word first."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.rules import Actor, NotAllowed, RuleBroken
from gongkai.ground.orgs.services.site import state_site

from .test_services import BY

pytestmark = pytest.mark.django_db


def test_a_demonstration_is_a_fact_of_the_data(
    settings, django_assert_num_queries, django_capture_on_commit_callbacks
):
    root = services.ensure_root(by=BY)
    settings.SITE_DEMO = ""
    assert queries.demonstration() == ""
    with django_capture_on_commit_callbacks(execute=True):
        state_site(by=BY, demonstration="演示数据", operator="某中心")
    assert queries.demonstration() == "演示数据"
    with django_assert_num_queries(0):
        assert queries.site() == {"demonstration": "演示数据", "operator": "某中心"}
    entry = ledger.of(root.code)[-1]
    assert entry.kind == "site.stated" and ledger.facts(entry)["operator"] == "某中心"
    with django_capture_on_commit_callbacks(execute=True):
        state_site(by=BY, demonstration="")
    assert queries.demonstration() == ""
    settings.SITE_DEMO = "演示"
    assert queries.demonstration() == "演示"


def test_only_known_facts_and_only_by_the_system_duty():
    root = services.ensure_root(by=BY)
    with pytest.raises(RuleBroken, match="colour"):
        state_site(by=BY, colour="red")
    with pytest.raises(NotAllowed):
        state_site(by=Actor("x", root.code), demonstration="x")
