"""Reminding officers, duty holders and supervisors of letters' last days, and referrers of what waits for
them. Each letter is told of once for each level and day; a moved day is a new one."""

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

from ..models import Letter, LetterReminder
from ..queries import letters
from ..rules.kinds import TO_REFER
from ..rules.reminders import FARTHEST, Level, level, refer_by

PIECE, NAMED = 200, 20  # letters of a transaction; numbers that a notice names
Due = tuple[Letter, Level, date]


def remind(today: date, *, by: Actor) -> int:
    """Tell whom a day concerns; how many letters were told of."""
    calendar = deadlines.calendar()
    due: list[Due] = []
    for letter in letters.due(calendar.add_working_days(today, FARTHEST)):
        if (said := level(today, letter.until, calendar)) is not None:
            due.append((letter, said, letter.until))
    for letter in letters.unreferred():
        if refer_by(letter.received_on, calendar) < today:
            due.append((letter, Level.UNREFERRED, letter.received_on))
    due.sort(key=lambda one: (one[0].organisation_id, one[1], one[0].pk))
    return sum(_piece(due[start : start + PIECE], by) for start in range(0, len(due), PIECE))


@transaction.atomic
def _piece(due: list[Due], by: Actor) -> int:
    """Those that were not told of yet: marked, recorded, told."""
    known = LetterReminder.objects.filter(letter__in=[letter.pk for letter, _, _ in due])
    told = set(known.values_list("letter", "level", "on"))
    fresh = [one for one in due if (one[0].pk, str(one[1]), one[2]) not in told]
    now = timezone.now()
    LetterReminder.objects.bulk_create(
        LetterReminder(letter=letter, level=said, on=on, at=now) for letter, said, on in fresh
    )
    if fresh:
        facts = [(letter.number, {"level": str(said), "on": str(on)}) for letter, said, on in fresh]
        record_many("letter.reminded", facts, by=by)
    for said in Level:
        for organisation in sorted({letter.organisation_id for letter, one, _ in fresh if one is said}):
            own = [
                letter for letter, one, _ in fresh if one is said and letter.organisation_id == organisation
            ]
            _tell(said, own, by)
    return len(fresh)


def _tell(said: Level, found: list[Letter], by: Actor) -> None:
    """One notice for each person about letters of one organisation: officers hear of their own, duty holders
    of what nobody has taken up, and of everything that is late whoever watches."""
    code = found[0].organisation.code
    waiting = [letter for letter in found if letter.stage in TO_REFER]
    untaken = [letter for letter in found if letter.stage not in TO_REFER and not letter.officer_id]
    for duty, some in ((Duty.REFER, waiting), (Duty.ANSWER, untaken)):
        if some:
            notify(_people(roster.officers(code, duty)), words(said, some), by=by)
    for person in sorted({letter.officer_id for letter in found if letter.officer_id}):
        notify([person], words(said, [one for one in found if one.officer_id == person]), by=by)
    if said is Level.OVERDUE:
        above = found[0].organisation.parent
        watching = roster.officers(above.code if above else code, Duty.SUPERVISE)
        notify(_people(watching), words(said, found), alert=True, by=by)


def words(said: Level, found: list[Letter]) -> Words:
    """What a notice says of some letters: their numbers and days, nothing of who wrote what."""
    rows = [f"{letter.number}（{letter.until}）" for letter in found[:NAMED]]
    more = f" 等 {len(found)} 件" if len(found) > NAMED else ""
    link = f"/console/letters/{found[0].pk}/" if len(found) == 1 else "/console/letters/"
    return Words(f"{len(found)} 件来信{said.label}", "、".join(rows) + more, link)


def _people(users: Iterable) -> set[int]:
    return {user.pk for user in users}
