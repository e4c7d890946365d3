"""The row of a letter held, its history run, its projection written, its entry recorded: what every step
shares."""

from typing import Any

from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.ground.sealing import services as sealing

from ..models import Letter, LetterEvent
from ..queries.derivations import clock_after, history, took
from ..rules.clock import Clock
from ..rules.events import Event
from ..rules.kinds import OPEN, RuleBroken, Stage
from .sealed import about
from .telling import tell

WRITER = Actor("writer", "")  # whoever has shown a letter's query code: no post, no duty, no name
CHANGED = "这件来信刚刚有人办理过，请刷新页面核对后再操作"


def locked(key: int) -> Letter:
    """The letter, its row locked. For writers, who have shown its code; staff go through ``held``."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("organisation", "referrer")
    letter = rows.filter(pk=key).first()
    if letter is None:
        raise RuleBroken("没有这件来信，请从列表重新打开")
    return letter


def held(key: int, by: Actor, duty: Duty = Duty.ANSWER, *, version: int | None = None) -> Letter:
    """The letter, its row locked, for an actor with the duty at the organisation that holds it. Raises
    NotAllowed, and RuleBroken where somebody else was first: ``version`` is what the screen showed."""
    letter = locked(key)
    must_handle(duty, letter.organisation, by)
    must_be(letter, version)
    return letter


def must_be(row: Any, version: int | None) -> None:
    if version is not None and row.version != version:
        raise RuleBroken(CHANGED)


def must_handle(duty: Duty, organisation: Any, by: Actor) -> None:
    """Raise NotAllowed unless the actor has the duty there and no organisation below the actor's own handles
    it: what a writer wrote is seen only by the duty that needs it."""
    by.must(duty, organisation.lineage)
    if duty in (Duty.ANSWER, Duty.REFER) and (other := handlers.elsewhere(duty, organisation, by)):
        raise NotAllowed(f"由{other.name}的岗位办理；您可以查看进度，写信人和原文不向上级打开")


def must_live(letter: Letter) -> None:
    if letter.stage not in OPEN:
        raise RuleBroken(f"这件来信{Stage(letter.stage).label}，不能再办理")


def happened(
    letter: Letter,
    event: Event,
    *,
    words: str = "",
    to: Any = None,
    by: Actor,
    **facts: Any,
) -> LetterEvent:
    """Add one step to a held letter, and record it as ``letter.<step>``; ``to`` is the organisation that
    gets it. The writer is told where the step concerns them. Raises RuleBroken where the clock does not
    allow it."""
    before = history(letter)
    clock = clock_after([*before, event])
    row = LetterEvent(letter=letter, position=len(before) + 1, step=event.step, on=event.on)
    row.kind, row.simple, row.answer_by = event.kind, event.simple, event.answer_by
    row.organisation = to
    row.person_id, row.post, row.at = by.person or None, by.post, timezone.now()
    if words:
        row.sealed = sealing.seal(letter.sealing, words.encode(), about(letter, f"event/{row.position}"))
    row.save(force_insert=True)
    project(letter, clock)
    until = str(letter.until) if letter.ended_on is None else ""
    noted(
        f"letter.{event.step}",
        letter,
        by=by,
        on=str(event.on),
        until=until,
        to=to.code if to else "",
        **facts,
    )
    tell(letter, row, by=by)
    return row


def project(letter: Letter, clock: Clock) -> None:
    """Write what the history comes to into the row."""
    derive(letter, clock)
    letter.version += 1
    letter.save()


def derive(letter: Letter, clock: Clock) -> None:
    """Set the columns that are projections of the history."""
    assert clock.due is not None  # a clock that was run has one
    letter.stage, letter.kind = clock.stage, clock.kind
    letter.received_on, letter.due_on = clock.received_on, clock.due.on
    letter.provisional, letter.until = clock.due.provisional, clock.until or letter.until
    letter.moves, letter.final, letter.extended = clock.moves, clock.final, clock.extended
    letter.answer_by, letter.reopened = clock.answer_by, clock.reopened
    letter.ended_on = clock.ended.on if clock.ended else None
    letter.late, letter.took = clock.late, took(clock)


def changed(letter: Letter, *names: str) -> None:
    """Save these columns of a held letter as its next version."""
    letter.version += 1
    letter.save(update_fields=[*names, "version"])


def noted(kind: str, letter: Letter, *, by: Actor, **facts: Any) -> None:
    """The ledger's entry: which letter, in which version and stage; no word of the writer."""
    known: dict[str, Any] = {"stage": str(letter.stage), "version": letter.version}
    known |= {name: value for name, value in facts.items() if value}
    record_many(kind, [(letter.number, known)], by=by)
