"""Whose people handle what comes in at an organisation: those of the nearest at or above it that has any.

A superior sees that there is a matter; what a person wrote opens only to those who handle it.
"""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.utils import timezone

from ..models import Appointment, Organisation
from ..rules import Actor
from . import below, nearest_holding, term


def elsewhere(duty: str, organisation: Organisation, by: Actor) -> Organisation | None:
    """The organisation below the actor's own whose people have the duty for ``organisation``; None where the
    matter is the actor's. The program itself and an organisation without people of its own find None."""
    if not by.person or organisation.code == by.organisation:
        return None
    nearest = nearest_holding(duty, organisation.lineage)
    return nearest if nearest is not None and nearest.code != by.organisation else None


def handled(duty: str, by: Actor) -> QuerySet[Organisation]:
    """The organisations of the actor's scope whose matters are the actor's to handle."""
    rows = below(by.scope)
    if not by.person:
        return rows
    nearer = Appointment.objects.filter(term(timezone.localdate()), post__grants__duty=duty)
    nearer = nearer.exclude(post__organisation__code=by.organisation)
    nearer = nearer.filter(post__organisation__in=below(by.scope).order_by())
    place = ExpressionWrapper(OuterRef("lineage"), output_field=CharField())
    nearer = nearer.annotate(place=place).filter(place__startswith=F("post__organisation__lineage"))
    return rows.exclude(Exists(nearer))
