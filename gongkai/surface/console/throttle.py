"""How often somebody may try to sign in: five times under one name, sixty times from one address.

Every try is counted before the password is looked at, so that many at once gain nothing, and is given back
when the password was right. Counts are kept for every name typed, whether a person bears it or not, so that
the answer tells nothing. They lie in the database: shared by all processes, kept over a restart, and not
pushed out by other names.
网络安全等级保护基本要求 (GB/T 22239-2019, 8.1.4.1 b) asks for a limit; the numbers are practice.
"""

import hashlib
import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from .models import SignInCount

ALLOWED = 5
FROM_ONE_ADDRESS = 60  # an office behind one address has many hands
SECONDS = 15 * 60  # since the last try that was counted


def address(request: HttpRequest) -> str:
    """Where the request comes from: behind our proxy what the proxy saw, which is the last it appended.

    An IPv6 network is one place: whoever has an address there has 2 ** 64 of them.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.headers.get("X-Forwarded-For", seen).rpartition(",")[2].strip()
    try:
        known = ipaddress.ip_address(seen)
    except ValueError:
        return seen
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)


def key(kind: str, text: str) -> str:
    """A key that shows neither the name nor the address; the secret keeps it from being guessed."""
    words = f"{settings.SECRET_KEY} {kind} {text.strip().casefold()}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def take(username: str, place: str) -> int | None:
    """Take one try; how many are left for this name after it, None when there was none to take."""
    name, source = key("name", username), key("from", place)
    now = timezone.now()
    for each in sorted((name, source)):  # always in one order, so that two never wait for each other
        SignInCount.objects.get_or_create(key=each, defaults={"count": 0, "until": now})
    rows = SignInCount.objects.select_for_update().filter(key__in=(name, source)).order_by("key")
    counts = {row.key: row.count if row.until > now else 0 for row in rows}
    if counts[name] >= ALLOWED or counts[source] >= FROM_ONE_ADDRESS:
        return None
    for each, count in counts.items():
        SignInCount.objects.filter(key=each).update(count=count + 1, until=now + timedelta(seconds=SECONDS))
    return ALLOWED - counts[name] - 1


def forget(username: str, place: str) -> None:
    """The password was right: the name starts afresh, the address has its try back."""
    SignInCount.objects.filter(key=key("name", username)).delete()
    SignInCount.objects.filter(key=key("from", place), count__gt=0).update(count=F("count") - 1)


def prune(now: datetime) -> int:
    """Drop counts that hold no longer; returns how many (the daily job calls this)."""
    return SignInCount.objects.filter(until__lt=now).delete()[0]
