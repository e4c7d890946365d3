"""Once a day both sides compare what they have: a hotline forgets. What it says it has not got is sent
again; what we still wait for is named, so that it can send it again."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor

from ..models import HotlineIncoming, HotlineOutgoing
from ..rules.hotline import Sent, Taken
from .hotline_admission import known
from .hotline_calling import compare

BACK = timedelta(days=30)  # how far back is compared
PIECE = 500  # messages of one question: their names fit an answer of 64 KB
MOST_MISSED = 10  # times that one message is sent again: a hotline that never keeps it is a fault to repair


def reconcile(now: datetime, *, by: Actor) -> int:
    """Compare the last weeks; how many messages go out again. An answer that says nothing changes
    nothing."""
    if not known().get("url"):
        return 0
    rows = HotlineOutgoing.objects.filter(state=Sent.SENT, sent_at__gte=now - BACK).order_by("pk")
    keys, again = list(rows.values_list("key", flat=True)), 0
    for start in range(0, max(len(keys), 1), PIECE):
        piece = keys[start : start + PIECE]
        answer = compare({"sent": piece, "awaiting": [] if start else awaited()})
        missing = answer.get("missing") if answer else None
        if isinstance(missing, list):
            named = {key for key in missing if isinstance(key, str)}
            again += send_again(sorted(named & set(piece)), now, by=by)
    return again


@transaction.atomic
def send_again(keys: list[str], now: datetime, *, by: Actor) -> int:
    """These messages leave once more, in their order; how many."""
    rows = HotlineOutgoing.objects.select_for_update(of=("self",)).select_related("case")
    found = list(rows.filter(key__in=keys, state=Sent.SENT, missed__lt=MOST_MISSED).order_by("pk"))
    for row in found:
        row.state, row.tries, row.due_at, row.missed = Sent.WAITING, 0, now, row.missed + 1
        record("hotline.missed", f"hotline/{row.case.case}", by=by, sequence=row.sequence, times=row.missed)
    HotlineOutgoing.objects.bulk_update(found, ["state", "tries", "due_at", "missed"])
    return len(found)


def awaited() -> list[dict[str, Any]]:
    """Cases with messages that wait, and the number each waits for."""
    rows = HotlineIncoming.objects.filter(state=Taken.PARKED).select_related("case").order_by("received_at")
    found = {row.case.case: row.case.applied + 1 for row in rows[:PIECE]}
    return [{"case": case, "sequence": number} for case, number in found.items()]
