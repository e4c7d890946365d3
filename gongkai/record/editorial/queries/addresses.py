"""What is known of the outside addresses that texts name."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ..models import NamedAddress

FRESH = timedelta(days=1)  # an answer holds for a day
RETRY = timedelta(minutes=30)  # after a failure
WANTED = timedelta(days=7)  # addresses that no draft named since are left alone


def answers(named: Iterable[str]) -> dict[str, bool]:
    """Which of these addresses answer; those not (yet) known are absent."""
    rows = NamedAddress.objects.filter(address__in=list(named)).exclude(alive=None)
    return {address: bool(alive) for address, alive in rows.values_list("address", "alive")}


def due() -> QuerySet[NamedAddress]:
    """What is to be asked now: never asked first, then the oldest answers."""
    now = timezone.now()
    old = Q(asked_at=None) | Q(asked_at__lt=now - FRESH) | Q(failures__gt=0, asked_at__lt=now - RETRY)
    rows = NamedAddress.objects.filter(old, wanted_at__gte=now - WANTED)
    return rows.order_by(F("asked_at").asc(nulls_first=True), "pk")
