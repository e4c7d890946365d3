"""What a case's own page shows to who has shown its query code: letters to the applicant, reply, files.

No entry: it is the applicant's own. Nothing of a third party, of a joint organ or of the office's own papers.
"""

from dataclasses import dataclass

from gongkai.ground.deadlines.rules.clock import Clock
from gongkai.ground.deadlines.rules.events import Step

from ..models import CaseEvent, CaseFile, DisclosureRequest, Reply
from ..rules.letters import Paragraph, paragraphs
from ..rules.outcomes import Outcome
from ..rules.remedies import remedy
from ..rules.stages import ReplyState
from .cases import clock_of, history
from .letters import facts_of
from .papers import content_of, name_of
from .reading import letter_of, words_of

TOLD = frozenset(
    {Step.CORRECTION_NOTICE, Step.CORRECTED, Step.EXTENDED, Step.DELAYED, Step.FEE_NOTICE, Step.WITHDRAWN}
)  # whose words are the applicant's own, or a letter to the applicant


@dataclass(frozen=True, slots=True)
class Told:
    """One event with the words that the applicant may read."""

    event: CaseEvent
    words: str


def clock(case: DisclosureRequest) -> Clock | None:
    """The case's clock; None while it waits to be confirmed."""
    events = history(case)
    return clock_of(events) if events else None


def told(case: DisclosureRequest) -> list[Told]:
    """Every event in order, with words only where they are the applicant's to read."""
    return [Told(event, words_of(case, event) if event.step in TOLD else "") for event in case.events.all()]


def letter(case: DisclosureRequest) -> list[Paragraph]:
    """The delivered reply with its remedies; [] before that, or when the case ended without one."""
    reply = _delivered(case)
    if reply is None:
        return []
    written = letter_of(case, reply)
    return paragraphs(written, facts_of(case, reply), remedy(Outcome(written.outcome)))


def given(case: DisclosureRequest) -> list[tuple[CaseFile, str]]:
    """Files that came with the delivered reply, with their names."""
    rows = case.files.filter(for_applicant=True) if _delivered(case) else ()
    return [(row, name_of(case, row)) for row in rows]


def handed(case: DisclosureRequest, file: int) -> tuple[CaseFile, str, bytes] | None:
    """One of those files, opened; None when it is none of them."""
    row = case.files.filter(for_applicant=True, pk=file).first() if _delivered(case) else None
    return (row, name_of(case, row), content_of(case, row)) if row else None


def _delivered(case: DisclosureRequest) -> Reply | None:
    reply: Reply | None = getattr(case, "reply", None)
    return reply if reply and reply.state == ReplyState.DELIVERED else None
