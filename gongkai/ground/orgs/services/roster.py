"""The duty roster: set and cleared by whoever has the duty of handling incidents (值班处置)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record

from ..models import Organisation, RosterShift
from ..queries.roster import candidates
from ..rules import Actor, Duty, RuleBroken
from ..rules.roster import fits


@transaction.atomic
def set_shift(
    organisation: str, username: str, from_at: datetime, to_at: datetime, *, by: Actor
) -> RosterShift:
    """Put a person of the organisation on duty from one moment to another (officer duty).

    Several may be on duty at once, one person only once at a time. Raises RuleBroken.
    """
    place = Organisation.objects.select_for_update(of=("self",)).get(code=organisation)
    by.must(Duty.OFFICER, place.lineage)
    fits(from_at, to_at, timezone.now())
    person = next((user for user in candidates(organisation) if user.username == username), None)
    if person is None:
        raise RuleBroken(f"{place.short_name}没有登录名为 {username} 的在任人员，请核对")
    if place.shifts.filter(user=person, from_at__lt=to_at, to_at__gt=from_at).exists():
        raise RuleBroken("该人员在这段时间已经排班，请先取消原来的排班")
    shift = RosterShift.objects.create(organisation=place, user=person, from_at=from_at, to_at=to_at)
    record(
        "roster.set",
        f"{organisation}/roster/{shift.pk}",
        by=by,
        person=person.pk,
        from_at=from_at,
        to_at=to_at,
    )
    return shift


@transaction.atomic
def clear_shift(key: int, *, by: Actor) -> None:
    """Take a shift off the roster that is not over yet (officer duty). What is over stays as it was."""
    shift = RosterShift.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key)
    by.must(Duty.OFFICER, shift.organisation.lineage)
    if shift.to_at <= timezone.now():
        raise RuleBroken("这段值班已经过去，记录须保留，不能取消")
    record("roster.cleared", f"{shift.organisation.code}/roster/{key}", by=by, person=shift.user_id)
    shift.delete()
