"""How often something may be tried: counted in the database, so that all processes count together.

The numbers are practice, not law. Addresses and numbers of cases stand in the table as keyed digests only. A
try is counted before it is looked at: of many at once none is free.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from gongkai.ground.orgs.rules import addresses
from gongkai.ground.sealing import services as sealing

from ..models import Tries

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of a kind within a span, which begins with the first."""

    kind: str
    most: int
    span: timedelta


GUESSES = Limit("guesses", 10, QUARTER)  # wrong codes for one number from one address
GUESSES_OF_NUMBER = Limit("guesses-of-number", 100, QUARTER)  # for one number from anywhere
GUESSES_FROM = Limit(
    "guesses-from", 200, HOUR
)  # from one address, whatever the numbers: an office has many hands
SENT_IN_HOUR = Limit("sent-hour", 20, HOUR)  # forms that became cases or complaints, from one address
SENT_IN_DAY = Limit("sent-day", 60, DAY)
TRIED = Limit("tried", 100, HOUR)  # forms that were handed in, right or wrong: their files are looked at


def place(request: HttpRequest) -> str:
    """Where a request comes from, as it is counted."""
    seen = request.META.get("REMOTE_ADDR", "")
    return addresses.place(
        seen, request.headers.get("X-Forwarded-For", seen) if settings.BEHIND_PROXY else None
    )


@transaction.atomic
def take(limit: Limit, about: str) -> bool:
    """Count one try; False, and nothing counted, when there were as many as may be.

    What fills the measure starts its span anew: who is shut out waits the whole span from the last try.
    """
    now, key = timezone.now(), _key(limit, about)
    Tries.objects.bulk_create([Tries(key=key, since=now)], ignore_conflicts=True)
    row = Tries.objects.select_for_update().get(key=key)
    if row.since + limit.span <= now:
        row.since, row.count = now, 0
    if row.count >= limit.most:
        return False
    row.count += 1
    if row.count == limit.most:
        row.since = now
    row.save(update_fields=["since", "count"])
    return True


def give_back(limit: Limit, about: str) -> None:
    """A try turned out right and does not count."""
    Tries.objects.filter(key=_key(limit, about), count__gt=0).update(count=F("count") - 1)


def forget(limit: Limit, about: str) -> None:
    """Begin afresh."""
    Tries.objects.filter(key=_key(limit, about)).delete()


def prune(now: datetime) -> int:
    """Drop what counts no longer; how many (the daily job calls this)."""
    return int(Tries.objects.filter(since__lt=now - 2 * DAY).delete()[0])


def _key(limit: Limit, about: str) -> str:
    return sealing.digest(f"tries/{limit.kind}", about)
