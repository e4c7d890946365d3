"""Remembering which outside addresses texts name, and asking them: a memory of the outside.

A draft's check only says what it wants to know; asking is done in the background, each address once a day.
"""

import time
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from .. import asking
from ..models import NamedAddress
from ..queries.addresses import due
from ..rules.addresses import MAX_ADDRESS, askable, judged

AT_ONCE = 20  # asked in one run
LONGEST = 60.0  # seconds of a run: other work waits behind it, and the next run takes the rest
LATELY = timedelta(hours=1)


def want(named: Iterable[str]) -> None:
    """Note addresses that somebody wants to know about; what cannot be asked is left out."""
    known = [one for one in named if len(one) <= MAX_ADDRESS and askable(one, settings.LINK_HOSTS)]
    now = timezone.now()
    rows = [NamedAddress(address=one, wanted_at=now) for one in dict.fromkeys(known)]
    NamedAddress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["address"], update_fields=["wanted_at"]
    )


def ask_due() -> int:
    """Ask the next ones that are due; how many were asked."""
    rows, seen, until = list(due()[:AT_ONCE]), {}, time.monotonic() + LONGEST
    for row in rows:
        if time.monotonic() < until:
            seen[row.pk] = asking.status(row.address, settings.LINK_HOSTS)
    now = timezone.now()
    recent = NamedAddress.objects.filter(answered_at__gte=now - LATELY)
    connected = any(seen.values()) or recent.exists()
    for row in (row for row in rows if row.pk in seen):
        status = seen[row.pk]
        failures = 0 if status else row.failures + 1
        NamedAddress.objects.filter(pk=row.pk).update(
            alive=judged(status, failures, connected=connected),
            failures=failures,
            asked_at=now,
            answered_at=now if status else F("answered_at"),
        )
    return len(seen)
