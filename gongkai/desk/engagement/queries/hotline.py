"""What of the hotline's cases is told to the hotline, and to whoever handles the letter."""

from dataclasses import dataclass
from datetime import date, datetime

from ..models import HotlineCase, HotlineIncoming, HotlineOutgoing, Letter
from ..rules.hotline import Inward, Outward, Sent, Taken

LISTED = 200


@dataclass(frozen=True, slots=True)
class Beside:
    """The hotline's side of a letter: its number, its last day beside ours, and the messages both ways with
    what became of them. No words: those are the letter's."""

    case: str
    dispatch: str
    due_on: date | None
    recalled: bool
    incoming: list[HotlineIncoming]
    outgoing: list[HotlineOutgoing]


def beside(letter: Letter) -> Beside | None:
    """None for a letter that no case of the hotline is about."""
    case = HotlineCase.objects.filter(letter=letter).first()
    if case is None:
        return None
    incoming = list(case.incoming.order_by("sequence")[:LISTED])
    outgoing = list(case.outgoing.filter(event__letter=letter).order_by("sequence")[:LISTED])
    return Beside(case.case, case.dispatch, case.due_on, case.recalled, incoming, outgoing)


def standing(number: str) -> dict[str, object] | None:
    """A case as the hotline may ask for it; None when nothing of it ever came."""
    case = HotlineCase.objects.select_related("letter").filter(case=number).first()
    if case is None:
        return None
    parked = case.incoming.filter(state=Taken.PARKED).order_by("sequence")
    return {
        "case": case.case,
        "dispatch": case.dispatch,
        "letter": case.letter.number if case.letter else "",
        "stage": case.letter.stage if case.letter else "",
        "due": str(case.letter.due_on or "") if case.letter else "",
        "hotline_due": str(case.due_on or ""),
        "applied": case.applied,
        "parked": list(parked.values_list("sequence", flat=True)[:LISTED]),
        "awaiting": case.applied + 1 if parked else None,
        "sent": [
            {"message": row.key, "type": row.type, "state": row.state}
            for row in case.outgoing.order_by("sequence")[:LISTED]
        ],
    }


def labels() -> dict[str, str]:
    """Words for types and states, for screens."""
    return {str(one): one.label for kind in (Inward, Outward, Taken, Sent) for one in kind}


def waiting(now: datetime) -> bool:
    """Whether a message to the hotline is due."""
    return HotlineOutgoing.objects.filter(state=Sent.WAITING, due_at__lte=now).exists()


def given_up() -> int:
    """How many messages the hotline never took; for operators."""
    return HotlineOutgoing.objects.filter(state=Sent.GIVEN_UP).count()
