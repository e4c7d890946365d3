"""After a notice of holidays every open clock is run again; who is concerned by a moved day is told.

In pieces: each is read and run without a lock, and only what moved is written, the cases with the same new
day together, in a transaction of its own, so that the desks go on working meanwhile. A case that somebody
handled in between has the new day already.
"""

from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import F

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.clock import run
from gongkai.ground.deadlines.rules.events import Event, Party, Step
from gongkai.ground.deadlines.rules.periods import Calendar
from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs.rules import Actor

from ..models import CaseEvent, DisclosureRequest
from ..rules.stages import OPEN

READ, WRITTEN = 2_000, 200  # cases of a piece
STEPS = ("case", "step", "on", "days", "reference", "party", "consent", "excused")
Row = tuple[int, int, date | None, date | None, bool]
Days = tuple[date | None, date | None, bool]  # last day, waits until, provisional


def recompute(*, by: Actor) -> int:
    """Run every open case's clock again; how many last days moved."""
    calendar, moved, after = deadlines.calendar(), 0, 0
    while rows := _rows(after):
        for days, versions in _moved(rows, calendar).items():
            keys = list(versions)
            for start in range(0, len(keys), WRITTEN):
                moved += _write({key: versions[key] for key in keys[start : start + WRITTEN]}, days, by)
        after = rows[-1][0]
    return moved


def _rows(after: int) -> list[Row]:
    rows = DisclosureRequest.objects.filter(stage__in=OPEN, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "version", "due_on", "waits_until", "provisional")[:READ])


def _moved(rows: list[Row], calendar: Calendar) -> dict[Days, dict[int, int]]:
    """Cases whose days are not what their rows say, by their new days; with the version that was read."""
    found: dict[Days, dict[int, int]] = {}
    steps = CaseEvent.objects.filter(case__in=[row[0] for row in rows]).order_by("case", "position")
    own = groupby(steps.values_list(*STEPS), key=lambda row: row[0])
    histories = {key: tuple(row[1:] for row in steps) for key, steps in own}
    run_before: dict[tuple, Days] = {}  # cases of one day with the same steps come to the same days
    for key, version, *known in rows:
        history = histories[key]
        if history not in run_before:
            run_before[history] = _run(history, calendar)
        days = run_before[history]
        if tuple(known) != days:
            found.setdefault(days, {})[key] = version
    return found


def _run(history: tuple, calendar: Calendar) -> Days:
    events = [
        Event(Step(step), on, days, reference, Party(party), consent, excused)
        for step, on, days, reference, party, consent, excused in history
    ]
    clock = run(events, calendar, deadlines.request_limits(events[0].on))
    due, waits = clock.due, clock.waits
    return due.on if due else None, waits.on if waits else None, bool(due and due.provisional)


@transaction.atomic
def _write(versions: dict[int, int], days: Days, by: Actor) -> int:
    """Give these cases their new days. Only a day that moved has an entry and is told."""
    due_on, waits_until, provisional = days
    until = due_on or waits_until
    assert until is not None  # an open case is waited for, or waits
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).defer("sealed").filter(pk__in=versions)
    held = [case for case in rows.order_by("pk") if case.version == versions[case.pk]]
    moved = [case for case in held if (case.due_on, case.waits_until) != (due_on, waits_until)]
    DisclosureRequest.objects.filter(pk__in=[case.pk for case in held]).update(
        due_on=due_on, waits_until=waits_until, until=until, provisional=provisional, version=F("version") + 1
    )
    facts = [
        (case.number, {"before": str(case.due_on), "after": str(due_on), "version": case.version + 1})
        for case in moved
    ]
    if facts:
        record_many("disclosure.recomputed", facts, by=by)
    _tell(moved, by)
    return len(facts)


def _tell(changed: list[DisclosureRequest], by: Actor) -> None:
    """One notice for each officer of a piece, however many of the officer's cases moved."""
    mine = sorted((case for case in changed if case.officer_id), key=lambda case: case.officer_id or 0)
    for officer, cases in groupby(mine, key=lambda case: case.officer_id):
        numbers = "、".join(case.number for case in list(cases)[:20])
        told = Words(
            "放假安排更新，申请的答复期限有变", f"期限重新计算的申请：{numbers}", "/console/requests/"
        )
        notify([officer or 0], told, by=by)
