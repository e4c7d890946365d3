"""Visits: begun when somebody was verified, looked up by their token, ended on one device or on all.

They share nothing with the sessions of the staff: other rows, another cookie, no account of Django's.
"""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.sealing import services as sealing

from ..models import Citizen, Sitting
from ..rules import IDLE, LONGEST, SEEN
from .accounts import DOOR


def begin(citizen: Citizen) -> str:
    """A new visit; its token, which only the browser keeps."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    Sitting.objects.create(citizen=citizen, digest=_digest(token), began_at=now, seen_at=now)
    return token


def who(token: str) -> Citizen | None:
    """Whose visit this is; None when it has ended. Looking keeps it alive."""
    now = timezone.now()
    row = Sitting.objects.filter(digest=_digest(token)).select_related("citizen").first()
    if row is None or row.seen_at <= now - IDLE or row.began_at <= now - LONGEST:
        return None
    if row.seen_at <= now - SEEN:
        Sitting.objects.filter(pk=row.pk).update(seen_at=now)
    return row.citizen


def end(token: str) -> None:
    """This visit is over; ending it again is nothing."""
    Sitting.objects.filter(digest=_digest(token)).delete()


@transaction.atomic
def end_all(number: int) -> int:
    """Every visit of a citizen is over, wherever; how many there were."""
    row = Citizen.objects.select_for_update().get(pk=number)
    ended = Sitting.objects.filter(citizen=row).delete()[0]
    record("citizen.signed_out", f"citizen/{row.handle}", by=DOOR, visits=ended)
    return ended


def prune(now: datetime) -> int:
    """Drop visits that have ended by themselves; how many."""
    idle = Sitting.objects.filter(seen_at__lte=now - IDLE).delete()[0]
    return int(idle + Sitting.objects.filter(began_at__lte=now - LONGEST).delete()[0])


def _digest(token: str) -> str:
    return sealing.digest("sitting", token)
