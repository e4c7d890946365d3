"""Reads of validity sweeps. The scope comes first: another organisation's sweep is not there."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, Scope
from gongkai.record.catalogue.queries import in_force

from ..models import SweepItem, ValiditySweep
from ..rules.sweeps import STANDING, Proposal, Status, warned_by

LISTED = 50


def within(scope: Scope) -> QuerySet[ValiditySweep]:
    rows = ValiditySweep.objects.select_related("organisation", "person", "publication")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> ValiditySweep | None:
    """A sweep in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first()


def latest(scope: Scope, limit: int = LISTED) -> list[ValiditySweep]:
    """The sweeps that moved last, each with ``total`` documents, ``ready`` of them with a proposal."""
    ready = Count("items", filter=~Q(items__proposal=""))
    rows = within(scope).annotate(total=Count("items"), ready=ready)
    return list(rows.order_by("-changed_at", "-pk")[:limit])


def items(sweep: ValiditySweep, proposal: str | None = None, after: int = 0) -> list[SweepItem]:
    """The next LISTED documents of a sweep; ``proposal`` "" are those without one, None is all."""
    rows = sweep.items.select_related("publication").filter(pk__gt=after).order_by("pk")
    return list((rows if proposal is None else rows.filter(proposal=proposal))[:LISTED])


def counts(sweep: ValiditySweep) -> dict[str, int]:
    """How many documents have each proposal; "" counts those without one."""
    return dict(sweep.items.values_list("proposal").annotate(n=Count("pk")).order_by())


def pending(actor: Actor, limit: int = LISTED) -> list[ValiditySweep]:
    """What this person has to go on with: own sweeps being written, approved ones that may be published."""
    wanted = Q(pk__in=())
    if Duty.DRAFT in actor.duties:
        wanted |= Q(status=Status.DRAFTING, person=actor.person)
    if Duty.PUBLISH in actor.duties:
        wanted |= Q(status=Status.APPROVED)
    return list(within(actor.scope).filter(wanted).order_by("changed_at", "pk")[:limit])


def expiring(scope: Scope, on: date, limit: int = LISTED) -> list[Any]:
    """Publications in force that lapse within half a year of a day, the nearest first."""
    keys = orgs.below(scope).values_list("pk", flat=True)
    return in_force.expiring(keys, warned_by(on), limit)


def amendments_due(scope: Scope, limit: int = LISTED) -> list[SweepItem]:
    """Documents that a published sweep said to amend and that stand as they did, the oldest first."""
    rows = SweepItem.objects.select_related("sweep", "publication__publisher")
    marked = rows.filter(
        sweep__in=within(scope).filter(status=Status.PUBLISHED),
        decided=Proposal.AMEND,
        publication__validity__in=STANDING,
    )
    amended = Q(publication__amended_on__isnull=False, publication__amended_on__gte=F("sweep__opened_on"))
    return list(marked.exclude(amended).order_by("pk")[:limit])
