"""Facts of the whole site that travel with its data (``rules.SITE_FACTS``)."""

from django.core.cache import cache
from django.db import transaction

from gongkai.ground.ledger.services import record_many

from .. import queries
from ..models import SiteFact
from ..rules import SITE_FACTS, Actor, Duty, RuleBroken


@transaction.atomic
def state_site(*, by: Actor, **facts: str) -> None:
    """State facts of the site, "" to withdraw one (system duty). Other processes see it within seconds."""
    root = queries.root()
    by.must(Duty.SYSTEM, root.lineage)
    if unknown := set(facts) - set(SITE_FACTS):
        raise RuleBroken(f"网站没有这些事实：{'、'.join(sorted(unknown))}")
    for name, value in facts.items():
        SiteFact.objects.update_or_create(name=name, defaults={"value": value})
    record_many("site.stated", [(root.code, facts)], by=by)
    transaction.on_commit(lambda: cache.delete(queries.SITE))
