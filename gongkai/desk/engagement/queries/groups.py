"""Reads of incidents: letters that a person put together."""

from datetime import date

from django.db.models import Count, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import Letter, LetterGroup
from ..rules.kinds import OPEN


def within(scope: Scope) -> QuerySet[LetterGroup]:
    """Incidents of organisations in the scope, with ``size``, the newest first."""
    rows = LetterGroup.objects.select_related("organisation", "lead").defer("lead__sealed")
    return rows.filter(organisation__in=orgs.below(scope)).annotate(size=Count("letters")).order_by("-id")


def one(scope: Scope, key: int) -> LetterGroup | None:
    """An incident in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first()


def letters(group: LetterGroup) -> list[Letter]:
    """The letters of an incident, the oldest first."""
    rows = Letter.objects.select_related("organisation").defer("sealed").filter(group=group)
    return list(rows.order_by("pk"))


def received(group: LetterGroup) -> list[date]:
    """The days on which its letters came."""
    return list(Letter.objects.filter(group=group).values_list("received_on", flat=True))


def suspected(group: LetterGroup) -> list[date]:
    """The days on which open letters came that the program suggests for it and nobody has put anywhere."""
    rows = Letter.objects.filter(suggested_group=group, group=None, stage__in=OPEN)
    return list(rows.values_list("received_on", flat=True))
