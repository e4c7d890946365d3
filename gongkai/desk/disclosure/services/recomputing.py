"""After a notice of holidays every open clock is run again; who is concerned by a moved day is told.

In pieces, each its own transaction, so that the desks go on working meanwhile.
"""

from itertools import groupby

from django.db import transaction

from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest
from ..rules.stages import OPEN
from .cases import clock_of, history

PIECE = 500
FIELDS = ["due_on", "waits_until", "provisional", "version"]


def recompute(*, by: Actor) -> int:
    """Run every open case's clock again; how many last days moved."""
    moved, after = 0, 0
    while keys := _next(after):
        moved += _piece(keys, by)
        after = keys[-1]
    return moved


def _next(after: int) -> list[int]:
    rows = DisclosureRequest.objects.filter(stage__in=OPEN, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PIECE])


@transaction.atomic
def _piece(keys: list[int], by: Actor) -> int:
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).prefetch_related("events")
    changed, facts = [], []
    for case in rows.filter(pk__in=keys, stage__in=OPEN).order_by("pk"):
        clock = clock_of(history(case))
        due = clock.due.on if clock.due else None
        waits = clock.waits.on if clock.waits else None
        provisional = bool(clock.due and clock.due.provisional)
        if (case.due_on, case.waits_until, case.provisional) == (due, waits, provisional):
            continue
        if (case.due_on, case.waits_until) != (due, waits):
            facts.append(
                (case.number, {"before": str(case.due_on), "after": str(due), "version": case.version + 1})
            )
            changed.append(case)
        case.due_on, case.waits_until, case.provisional = due, waits, provisional
        case.version += 1
        case.save(update_fields=FIELDS)
    if facts:
        record_many("disclosure.recomputed", facts, by=by)
    _tell(changed, by)
    return len(facts)


def _tell(changed: list[DisclosureRequest], by: Actor) -> None:
    """One notice for each officer, however many of the officer's cases moved."""
    mine = sorted((case for case in changed if case.officer_id), key=lambda case: case.officer_id or 0)
    for officer, cases in groupby(mine, key=lambda case: case.officer_id):
        numbers = "、".join(case.number for case in list(cases)[:20])
        told = Words(
            "放假安排更新，申请的答复期限有变", f"期限重新计算的申请：{numbers}", "/console/requests/"
        )
        notify([officer or 0], told, by=by)
