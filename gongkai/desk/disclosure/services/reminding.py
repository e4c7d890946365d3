"""Reminding the case officer, the duty officer and the head of last days, and alerting the supervising body
of requests that nobody confirmed. Each case is told of once for each level and day; a moved day is a new one.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.ledger.services import record_many
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import DisclosureRequest, Reminder
from ..queries import cases
from ..rules.reminders import FARTHEST, Level, confirm_by, level

PIECE, NAMED = 200, 20  # cases of a transaction; numbers that a notice names
Due = tuple[DisclosureRequest, Level, date]


def remind(today: date, *, by: Actor) -> int:
    """Tell whom a day concerns; how many cases were told of."""
    calendar = deadlines.calendar()
    last = calendar.add_working_days(today, FARTHEST)
    due: list[Due] = []
    for case in cases.due_between(date.min, last):
        assert case.due_on is not None
        if (said := level(today, case.due_on, calendar)) is not None:
            due.append((case, said, case.due_on))
    for case in cases.lapsed(today):
        assert case.waits_until is not None
        due.append((case, Level.LAPSED, case.waits_until))
    for case in cases.unconfirmed(today):
        submitted = timezone.localdate(case.submitted_at)
        if confirm_by(submitted, calendar) < today:
            due.append((case, Level.UNCONFIRMED, submitted))
    due.sort(key=lambda one: (one[0].organisation_id, one[1], one[0].pk))
    return sum(_piece(due[start : start + PIECE], by) for start in range(0, len(due), PIECE))


@transaction.atomic
def _piece(due: list[Due], by: Actor) -> int:
    """Those that were not told of yet: marked, recorded, told."""
    known = Reminder.objects.filter(case__in=[case.pk for case, _, _ in due])
    told = set(known.values_list("case", "level", "on"))
    fresh = [one for one in due if (one[0].pk, str(one[1]), one[2]) not in told]
    now = timezone.now()
    Reminder.objects.bulk_create(Reminder(case=case, level=said, on=on, at=now) for case, said, on in fresh)
    if fresh:
        facts = [(case.number, {"level": str(said), "on": str(on)}) for case, said, on in fresh]
        record_many("disclosure.reminded", facts, by=by)
    for said in Level:
        for organisation in sorted({case.organisation_id for case, one, _ in fresh if one is said}):
            own = [case for case, one, _ in fresh if one is said and case.organisation_id == organisation]
            _tell(said, own, by)
    return len(fresh)


def _tell(said: Level, found: list[DisclosureRequest], by: Actor) -> None:
    """One notice for each person about cases of one organisation: the officer of the own, others of all."""
    code = found[0].organisation.code
    handlers = _people(roster.officers(code, Duty.DISCLOSE))
    if said is Level.UNCONFIRMED:
        above = found[0].organisation.parent
        watching = _people(roster.officers(above.code if above else code, Duty.SUPERVISE))
        notify(watching | handlers, words(said, found), alert=True, by=by)
        return
    others = _people(roster.officers(code, Duty.CONSENT)) | _people(roster.alerted(code))
    owners = {case.officer_id for case in found if case.officer_id} - others
    unowned = [case for case in found if not case.officer_id]
    for person in sorted(owners | (handlers - others if unowned else set())):
        mine = [case for case in found if case.officer_id == person]
        notify([person], words(said, mine + (unowned if person in handlers else [])), by=by)
    notify(others, words(said, found), alert=said is Level.OVERDUE, by=by)


def words(said: Level, found: list[DisclosureRequest]) -> Words:
    """What a notice says of some cases: their numbers and days, nothing of who asks for what."""
    rows = [f"{case.number}{f'（{case.due_on}）' if case.due_on else ''}" for case in found[:NAMED]]
    more = f" 等 {len(found)} 件" if len(found) > NAMED else ""
    link = f"/console/requests/{found[0].pk}/" if len(found) == 1 else "/console/requests/"
    return Words(f"{len(found)} 件公开申请{said.label}", "、".join(rows) + more, link)


def _people(users: Iterable) -> set[int]:
    return {user.pk for user in users}
