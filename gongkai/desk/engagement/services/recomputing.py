"""After a notice of holidays every open letter's clock is run again, in pieces; what moved is written and
recorded."""

from django.db import transaction
from django.db.models import Prefetch

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor

from ..models import Letter, LetterEvent
from ..queries.derivations import clock_of

PIECE = 200  # letters of a transaction


def recompute(*, by: Actor) -> int:
    """Run every open letter's clock again; how many last days moved."""
    moved, after = 0, 0
    while keys := _keys(after):
        moved += _piece(keys, by)
        after = keys[-1]
    return moved


def _keys(after: int) -> list[int]:
    rows = Letter.objects.filter(ended_on=None, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PIECE])


@transaction.atomic
def _piece(keys: list[int], by: Actor) -> int:
    rows = Letter.objects.select_for_update(of=("self",)).filter(pk__in=keys, ended_on=None)
    events = Prefetch("events", LetterEvent.objects.defer("sealed"))
    moved = []
    for letter in rows.defer("sealed", "words").prefetch_related(events).order_by("pk"):
        clock = clock_of(letter)
        assert clock.due is not None and clock.until is not None  # it is open, and was run
        days = (clock.due.on, clock.until, clock.due.provisional)
        if days != (letter.due_on, letter.until, letter.provisional):
            letter.due_on, letter.until, letter.provisional = days
            letter.version += 1
            moved.append(letter)
    if moved:
        Letter.objects.bulk_update(moved, ["due_on", "until", "provisional", "version"])
        facts = [(one.number, {"until": str(one.until), "version": one.version}) for one in moved]
        record_many("letter.recomputed", facts, by=by)
    return len(moved)
