"""How complete the public guides of each organisation are, for those who assess them (服务不实用)."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope
from gongkai.record.catalogue.rules import Status

from ..models import PublicGuide
from ..rules.completeness import LACKING_KINDS, Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation: its public guides, those that lack four kinds or more, and the average missing."""

    code: str
    name: str
    standing: Standing
    average: float


def by_organisation(scope: Scope) -> list[Row]:
    """Every organisation in the scope that has public guides, those that fail first. One statement."""
    rows = PublicGuide.objects.filter(publication__status=Status.PUBLISHED)
    if "" not in scope.lineages:
        rows = rows.filter(organisation__in=orgs.below(scope))
    counted = rows.values("organisation__code", "organisation__short_name").annotate(
        guides=Count("pk"),
        lacking=Count("pk", filter=Q(missing__gte=LACKING_KINDS)),
        average=Avg("missing"),
    )
    found = [
        Row(
            row["organisation__code"],
            row["organisation__short_name"],
            Standing(row["guides"], row["lacking"]),
            round(float(row["average"] or 0), 1),
        )
        for row in counted.order_by("organisation__code")
    ]
    return sorted(found, key=lambda one: (not one.standing.fails, -one.standing.lacking, one.code))
