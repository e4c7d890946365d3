"""Who is on duty: the organisation's own roster, else the nearest above it that has somebody now."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from ..models import Appointment, Organisation, RosterShift, User
from ..rules import Duty
from . import holding


def on_duty(organisation: str, at: datetime | None = None) -> list[User]:
    """People on duty for an organisation (by code) at a moment, by when their shift began; [] for nobody.

    A closed account is not on duty, whatever the roster says.
    """
    moment = at or timezone.now()
    nearest, found = "", []
    for shift in _running(_line(organisation), moment):
        lineage = shift.organisation.lineage
        if not nearest or lineage == nearest:
            nearest = lineage
            found.append(shift.user)
    return found


def _running(codes: list[str], moment: datetime) -> list[RosterShift]:
    """Shifts at this moment of any of these organisations, the lowest organisation first."""
    shifts = RosterShift.objects.select_related("organisation", "user").filter(
        organisation__code__in=codes, from_at__lte=moment, to_at__gt=moment, user__is_active=True
    )
    return sorted(shifts, key=lambda shift: (-len(shift.organisation.lineage), shift.from_at, shift.pk))


def _line(organisation: str) -> list[str]:
    """The organisation's code and those above it."""
    own = Organisation.objects.filter(code=organisation).values_list("lineage", flat=True).first() or ""
    return [code for code in own.split("/") if code]


def officers(organisation: str, duty: Duty = Duty.OFFICER) -> list[User]:
    """Who holds a post with the duty today, in the organisation or the nearest above it that has somebody."""
    line = _line(organisation)
    held = holding(duty, line).select_related("user", "post__organisation")
    for code in reversed(line):
        if people := [term.user for term in held if term.post.organisation.code == code]:
            return people
    return []


def alerted(organisation: str) -> list[User]:
    """Whom an alert reaches: those on duty, else the duty officers' posts, each person once."""
    people = on_duty(organisation) or officers(organisation)
    return list({user.pk: user for user in people}.values())


def shifts(organisation: str, begins: datetime, ends: datetime) -> list[RosterShift]:
    """The organisation's own shifts that touch a span of time, in order."""
    found = RosterShift.objects.select_related("user").filter(organisation__code=organisation)
    return list(found.filter(from_at__lt=ends, to_at__gt=begins))


def candidates(organisation: str) -> list[User]:
    """Who can be put on the roster: open accounts of the organisation or with a post in it today."""
    day = timezone.localdate()
    held = Appointment.objects.filter(
        Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day, post__organisation__code=organisation
    )
    mine = Q(organisation__code=organisation) | Q(pk__in=held.values("user"))
    return list(User.objects.filter(mine, is_active=True).order_by("username"))
