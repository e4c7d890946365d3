"""The words of a message to the hotline, made from the letter at the moment it leaves: the same events give
the same bytes, so that a repeat is a repeat."""

from typing import Any

from django.utils import timezone

from ..models import HotlineOutgoing, Letter
from ..rules.events import Step
from ..rules.hotline import Outward
from ..rules.kinds import Elsewhere
from ..rules.misdirected import TOLD
from .reading import text_of, words_of


def told(row: HotlineOutgoing) -> dict[str, Any]:
    """The whole message. Raises Unreadable when the letter was destroyed."""
    event, case = row.event, row.case
    letter: Letter = event.letter
    return {
        "message": row.key,
        "case": case.case,
        "sequence": row.sequence,
        "type": str(row.type),
        "at": timezone.localtime(event.at).isoformat(timespec="seconds"),
        "body": {"letter": letter.number} | BODIES[Outward(row.type)](row, letter),
    }


def _accepted(row: HotlineOutgoing, letter: Letter) -> dict[str, Any]:
    return {"organisation": _holder(row, letter)}


def _returned(row: HotlineOutgoing, letter: Letter) -> dict[str, Any]:
    words = words_of(letter, row.event)
    reason = words.removeprefix(TOLD[Elsewhere.HOTLINE]).strip()
    return {"reason": reason}


def _replied(row: HotlineOutgoing, letter: Letter) -> dict[str, Any]:
    """The reply of the round that the event ended: the second after a reopening."""
    earlier = letter.events.filter(step=Step.REOPENED, position__lt=row.event.position).exists()
    reply = letter.replies.filter(round=2 if earlier else 1).first()
    text = text_of(letter, reply) if reply else ""
    return {"organisation": _holder(row, letter), "words": text, "on": row.event.on.isoformat()}


def _closed(row: HotlineOutgoing, letter: Letter) -> dict[str, Any]:
    result = "recalled" if row.event.step == Step.REDIRECTED else "answered"
    return {"result": result, "on": row.event.on.isoformat()}


def _holder(row: HotlineOutgoing, letter: Letter) -> str:
    """Who had it at the event: the last organisation it was given to before. What happens later must not
    change a message that is sent again."""
    given = letter.events.filter(
        position__lte=row.event.position,
        step__in=(Step.REFERRED, Step.TRANSFERRED),
        organisation__isnull=False,
    )
    last = given.select_related("organisation").order_by("-position").first()
    holder = last.organisation if last and last.organisation else letter.organisation
    return str(holder.name)


BODIES = {
    Outward.ACCEPTED: _accepted,
    Outward.RETURNED: _returned,
    Outward.REPLIED: _replied,
    Outward.CLOSED: _closed,
}
