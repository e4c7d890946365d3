"""Letters with their whole history at once: masked, sealed and run by the clock like any other, but inserted
a piece at a time. For a city's demonstration, which needs a year of them.

Nobody is told anything, and each letter has one entry in the ledger. A history that the clock does not allow
stops the piece.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules.personal.telling import plain
from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import Handling, Letter, LetterEvent, LetterGroup, LetterReply, LetterSerial
from ..queries.derivations import clock_after
from ..rules.events import Event, Step
from ..rules.kinds import Channel, Elsewhere, ReplyState, Score
from ..rules.masking import masked
from ..rules.writing import Writing, cleaned
from .holding import derive
from .sealed import PLACE, about

PIECE = 200  # letters of a transaction, and of an insert of entries
ANSWERS = (Step.REPLIED, Step.INFORMED)
AWAY = (Step.REFUSED, Step.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class Past:
    """One letter and what happened to it: ``steps`` with the organisation that got it. ``reply`` is the text
    of every answer among them, ``incident`` the title under which those of one incident are grouped."""

    mailbox: Any
    channel: Channel
    category: str
    writing: Writing
    steps: Sequence[tuple[Event, Any]]
    reply: str = ""
    score: Score | None = None
    elsewhere: Elsewhere | None = None
    incident: str = ""


def load(
    past: Iterable[Sequence[Past]], *, progress: Callable[[int], None] = lambda done: None, by: Actor
) -> int:
    """Insert letters piece by piece, so that memory stays flat however many they are; how many. Those of one
    incident come together, the one that is answered for itself first."""
    piece: list[Past] = []
    done = 0
    for some in past:
        if piece and len(piece) + len(some) > PIECE:
            _piece(piece, by=by)
            done += len(piece)
            progress(done)
            piece = []
        piece += some
    if piece:
        _piece(piece, by=by)
        progress(done + len(piece))
    return done + len(piece)


@transaction.atomic
def _piece(piece: Sequence[Past], *, by: Actor) -> None:
    numbers = _numbers(piece)
    letters = [_letter(one, number) for one, number in zip(piece, numbers, strict=True)]
    texts = _seal(letters, piece)
    Letter.objects.bulk_create(letters)
    both = list(zip(letters, piece, strict=True))
    LetterEvent.objects.bulk_create([row for letter, one in both for row in _events(letter, one, by)])
    Handling.objects.bulk_create([row for letter, one in both for row in _handlings(letter, one)])
    LetterReply.objects.bulk_create(
        LetterReply(letter=letter, round=round, state=ReplyState.SENT, sealed=text, revision=1, sent_on=on,
                    saved_at=timezone.now())
        for (letter, one), sealed in zip(both, texts, strict=True)
        for round, (on, text) in enumerate(zip(_answers(one), sealed, strict=True), 1)
    )  # fmt: skip
    _group(piece, letters)
    facts = [(one.number, {"stage": str(one.stage), "version": one.version}) for one in letters]
    record_many("letter.loaded", facts, by=by)


def _letter(one: Past, number: str) -> Letter:
    events = [event for event, _ in one.steps]
    writing, clock = cleaned(one.writing), clock_after(events)
    clear = masked(writing)
    letter = Letter(number=number, channel=one.channel, category=one.category, kind=clock.kind)
    letter.organisation, letter.referrer = _holder(one), one.mailbox
    letter.title, letter.words, letter.place = clear.title, clear.words, clear.place
    letter.public_wish, letter.redirected_to = writing.public, one.elsewhere or ""
    letter.submitted_at, letter.satisfaction = _moment(events[0]), one.score or ""
    letter.person = sealing.digest("writer", plain(writing.name) + "/" + plain(writing.telephone))
    derive(letter, clock)
    letter.version = len(events)
    return letter


def _seal(letters: Sequence[Letter], piece: Sequence[Past]) -> list[list[bytes]]:
    """Seal the words as written under each letter's new key, and the texts of its replies, which are given
    back."""
    matters = []
    for letter, one in zip(letters, piece, strict=True):
        replies = range(1, len(_answers(one)) + 1)
        written = [(cleaned(one.writing).pack(), about(letter, PLACE))]
        matters.append([*written, *((one.reply.encode(), about(letter, f"reply/{n}")) for n in replies)])
    texts = []
    for letter, (name, sealed) in zip(letters, sealing.seal_many(matters), strict=True):
        letter.sealing, letter.sealed = name, sealed[0]
        texts.append(sealed[1:])
    return texts


def _answers(one: Past) -> list[date]:
    """The days of its answers."""
    return [event.on for event, _ in one.steps if event.step in ANSWERS]


def _events(letter: Letter, one: Past, by: Actor) -> list[LetterEvent]:
    return [
        LetterEvent(letter=letter, position=place, step=event.step, on=event.on, kind=event.kind,
                    simple=event.simple, answer_by=event.answer_by, organisation=to, post=by.post,
                    at=_moment(event))
        for place, (event, to) in enumerate(one.steps, 1)
    ]  # fmt: skip


def _handlings(letter: Letter, one: Past) -> list[Handling]:
    """Who led it from each referral until it was refused, transferred or referred anew."""
    rows: list[Handling] = []
    for event, to in one.steps:
        if rows and rows[-1].ended_on is None and event.step in (Step.REFERRED, *AWAY):
            rows[-1].ended_on = event.on
        if event.step is Step.REFERRED:
            rows.append(Handling(letter=letter, organisation=to, lead=True, began_on=event.on))
    return rows


def _holder(one: Past) -> Any:
    """Who holds it after everything that happened: who got it last, the mailbox while nobody did."""
    holder = one.mailbox
    for event, to in one.steps:
        holder = to if event.step is Step.REFERRED else one.mailbox if event.step in AWAY else holder
    return holder


def _group(piece: Sequence[Past], letters: Sequence[Letter]) -> None:
    """Letters of one incident together; the first leads."""
    incidents: dict[str, list[Letter]] = {}
    for one, letter in zip(piece, letters, strict=True):
        if one.incident:
            incidents.setdefault(one.incident, []).append(letter)
    for title, members in incidents.items():
        lead = members[0]
        opened, informed = timezone.now(), lead.ended_on
        row = LetterGroup(organisation=lead.organisation, title=title, lead=lead, opened_at=opened)
        row.informed_on = informed
        row.save(force_insert=True)
        for letter in members:
            letter.group = row
        Letter.objects.bulk_update(members, ["group"])


def _numbers(piece: Sequence[Past]) -> list[str]:
    """The next numbers of each mailbox's years; their rows stay locked until the transaction ends."""
    keys = [(one.mailbox, one.steps[0][0].on.year) for one in piece]
    last: dict[tuple[int, int], LetterSerial] = {}
    for box, year in sorted(set(keys), key=lambda key: (key[0].pk, key[1])):
        known = {"organisation_id": box.pk, "year": year}
        LetterSerial.objects.bulk_create([LetterSerial(**known)], ignore_conflicts=True)
        last[box.pk, year] = LetterSerial.objects.select_for_update().get(**known)
    numbers = []
    for box, year in keys:
        row = last[box.pk, year]
        row.last += 1
        numbers.append(f"{box.code}-L{year}-{row.last:05d}")
    for row in last.values():
        row.save(update_fields=["last"])
    return numbers


def _moment(event: Event) -> datetime:
    return min(timezone.make_aware(datetime.combine(event.on, time(10))), timezone.now())
