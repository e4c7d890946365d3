"""A message of the hotline comes in: once, however often it is sent; in the order of its numbers, however
they arrive."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import HotlineCase, HotlineCursor, HotlineIncoming
from ..rules.hotline import BadMessage, Message, Taken, canonical, loaded, read
from .hotline_applying import apply


class Conflict(ValueError):
    """The number or the place of the message was used for another one."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the hotline is told: ``applied`` is the last number that was applied, ``letter`` our number of
    the matter."""

    message: str
    case: str
    sequence: int
    state: str
    applied: int
    letter: str
    note: str
    fresh: bool

    def told(self) -> dict[str, object]:
        return {
            "message": self.message,
            "case": self.case,
            "sequence": self.sequence,
            "state": self.state,
            "applied": self.applied,
            "letter": self.letter,
            "note": self.note,
            "repeated": not self.fresh,
        }


def receive(content: bytes, *, by: Actor) -> Receipt:
    """Take a message; a known one gets its receipt again. Raises BadMessage, Conflict."""
    known = loaded(content)
    message = read(known, timezone.now())
    digest = sealing.digest("hotline", canonical(known).decode())
    try:
        return _taken(message, canonical(known), digest, by)
    except IntegrityError:  # two cases use one number, or both came at once: the other was first
        raise Conflict(f"消息编号 {message.key} 已用于另一条消息，请换一个") from None


def receipt(row: HotlineIncoming, *, fresh: bool = False) -> Receipt:
    """Where a message stands."""
    case = row.case
    letter = case.letter.number if case.letter else ""
    return Receipt(row.key, case.case, row.sequence, row.state, case.applied, letter, row.note, fresh)


@transaction.atomic
def _taken(message: Message, content: bytes, digest: str, by: Actor) -> Receipt:
    case = _case(message.case)
    known = HotlineIncoming.objects.filter(key=message.key).first()
    known = known or HotlineIncoming.objects.filter(case=case, sequence=message.sequence).first()
    if known is not None:
        if (known.key, known.digest, known.case_id) != (message.key, digest, case.pk):
            raise Conflict(
                f"工单 {message.case} 的第 {message.sequence} 条已用于另一条消息，请核对编号和内容"
            )
        known.case = case
        return receipt(known)
    row = HotlineIncoming(case=case, key=message.key, sequence=message.sequence, type=message.type)
    row.digest, row.at, row.received_at = digest, message.at, timezone.now()
    row.sealed = sealing.seal(case.sealing, content, f"hotline/{message.key}")
    row.save(force_insert=True)
    while following := case.incoming.filter(sequence=case.applied + 1, state=Taken.PARKED).first():
        _next(case, following, by)
    row.refresh_from_db()
    row.case = case
    record(
        "hotline.received",
        f"hotline/{case.case}",
        by=by,
        type=row.type,
        sequence=row.sequence,
        state=row.state,
        applied=case.applied,
    )
    return receipt(row, fresh=True)


def _case(number: str) -> HotlineCase:
    """The case, its row held; the first message begins it."""
    rows = HotlineCase.objects.select_for_update(of=("self",)).select_related("letter")
    if known := rows.filter(case=number).first():
        return known
    HotlineCursor.objects.get_or_create(pk=1, defaults={"index": ledger.head()})
    new = HotlineCase(case=number, sealing=sealing.new_key(), began_at=timezone.now())
    HotlineCase.objects.bulk_create([new], ignore_conflicts=True)
    return rows.get(case=number)


def _next(case: HotlineCase, row: HotlineIncoming, by: Actor) -> None:
    """Apply the message whose turn it is, and forget its words: they are the letter's now."""
    note = "等待期间来信已依法销毁"
    if row.sealed is not None:
        content = sealing.unseal(case.sealing, row.sealed, f"hotline/{row.key}")
        try:
            note = apply(case, read(loaded(content), row.received_at), by)
        except BadMessage as bad:  # the rules became narrower while it waited
            note = str(bad)[:200]
    row.state, row.note, row.sealed = Taken.KEPT if note else Taken.APPLIED, note, None
    row.save(update_fields=["state", "note", "sealed"])
    case.applied = row.sequence
    case.save()
