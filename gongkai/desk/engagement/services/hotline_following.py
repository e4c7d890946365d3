"""What the hotline must be told follows the ledger: a letter's step is recorded, and its case gets the
messages that the step is worth. No service of letters knows of the hotline."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor

from ..models import HotlineCase, HotlineCursor, HotlineOutgoing, LetterEvent
from ..rules.events import Step
from ..rules.hotline import Outward

PIECES = 20  # of a thousand entries in one round; the next goes on
WORTH = {
    Step.ACCEPTED: (Outward.ACCEPTED,),
    Step.REPLIED: (Outward.REPLIED, Outward.CLOSED),
    Step.INFORMED: (Outward.REPLIED, Outward.CLOSED),
    Step.REDIRECTED: (Outward.RETURNED,),
}
KINDS = frozenset(f"letter.{step}" for step in WORTH)


def follow(*, by: Actor) -> int:
    """Queue what the ledger has since the last round; how many messages. Killed in between it goes on: an
    event that was followed is known at its case."""
    made = 0
    for _ in range(PIECES):
        cursor = HotlineCursor.objects.filter(pk=1).first()
        entries = ledger.follow(cursor.index) if cursor else []
        if not entries:
            break
        numbers = dict.fromkeys(entry.subject for entry in entries if entry.kind in KINDS)
        for key in _cases(numbers):
            made += queue(key, by=by)
        last = entries[-1].index
        assert last is not None  # what is followed has its index
        HotlineCursor.objects.filter(pk=1, index__lte=last).update(index=last + 1)
    return made


def _cases(numbers: Iterable[str]) -> list[int]:
    rows = HotlineCase.objects.filter(letter__number__in=list(numbers))
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def queue(key: int, *, by: Actor) -> int:
    """Messages for what happened to a case's letter since the hotline was last told; how many."""
    case = HotlineCase.objects.select_for_update(of=("self",)).select_related("letter").get(pk=key)
    return gather(case, by=by)


def gather(case: HotlineCase, *, by: Actor) -> int:
    """The same for a case that is held already: before it goes over to another letter, say."""
    made: list[HotlineOutgoing] = []
    for event in _unfollowed(case):
        kinds = WORTH.get(Step(event.step), ())
        if case.recalled and event.step == Step.REDIRECTED:
            kinds = (Outward.CLOSED,)
        for kind in kinds:
            case.queued += 1
            row = HotlineOutgoing(case=case, event=event, type=kind, sequence=case.queued)
            row.key = f"{case.case}.{case.queued}"
            row.due_at = row.made_at = timezone.now()
            made.append(row)
        case.followed = event.position
    HotlineOutgoing.objects.bulk_create(made)
    case.save(update_fields=["queued", "followed"])
    if made:
        subject, types = f"hotline/{case.case}", [str(row.type) for row in made]
        record("hotline.queued", subject, by=by, types=types, queued=case.queued)
    return len(made)


def _unfollowed(case: HotlineCase) -> list[LetterEvent]:
    if case.letter is None:
        return []
    return list(case.letter.events.filter(position__gt=case.followed).order_by("position"))
