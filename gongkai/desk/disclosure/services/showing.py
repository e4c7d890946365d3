"""What a case's own page shows to who has shown its query code: letters to the applicant, reply, files.

No entry: it is the applicant's own. Nothing of a third party, of a joint organ or of the office's own papers.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.ground.deadlines.rules.events import Step

from ..models import CaseEvent, CaseFile, DisclosureRequest, Reply
from ..rules.closing_notices import TITLES
from ..rules.letters import Paragraph, paragraphs
from ..rules.outcomes import Outcome
from ..rules.remedies import remedy
from ..rules.stages import Purpose, ReplyState
from .letters import facts_of, notice_of
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


def told(case: DisclosureRequest) -> list[Told]:
    """Every event in order, with words only where they are the applicant's to read."""
    return [Told(event, words_of(case, event) if event.step in TOLD else "") for event in case.events.all()]


def letter(case: DisclosureRequest) -> list[Paragraph]:
    """The delivered reply with its remedies, or the notice of a case that ended without one; [] before."""
    reply = _delivered(case)
    if reply is not None:
        written = letter_of(case, reply)
        return paragraphs(written, facts_of(case, reply.delivered_on), remedy(Outcome(written.outcome)))
    return notice_of(case, Outcome(case.outcome), case.ended_on) if _closed(case) and case.ended_on else []


def given(case: DisclosureRequest) -> list[tuple[CaseFile, str]]:
    """Files that came with the delivered reply or the notice, with their names."""
    return [(row, name_of(case, row)) for row in _for_applicant(case)]


def _for_applicant(case: DisclosureRequest) -> QuerySet[CaseFile]:
    """Without a reply only the notice: what was prepared to be given stays here."""
    rows = case.files.filter(for_applicant=True)
    if _delivered(case):
        return rows
    return rows.filter(purpose=Purpose.LETTER) if _closed(case) else rows.none()


def _closed(case: DisclosureRequest) -> bool:
    return case.outcome in TITLES


def handed(case: DisclosureRequest, file: int) -> tuple[CaseFile, str, bytes] | None:
    """One of those files, opened; None when it is none of them."""
    row = _for_applicant(case).filter(pk=file).first()
    return (row, name_of(case, row), content_of(case, row)) if row else None


def _delivered(case: DisclosureRequest) -> Reply | None:
    reply: Reply | None = getattr(case, "reply", None)
    return reply if reply and reply.state == ReplyState.DELIVERED else None
