"""What a reply's letter is about, put together from the case: whom it answers, when, and where remedies are
sought."""

from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.events import Step

from ..models import DisclosureRequest, Reply
from ..rules.letters import Facts, Letter, Paragraph, paragraphs
from ..rules.remedies import remedy
from .reading import opened


def lines_of(case: DisclosureRequest, reply: Reply, letter: Letter) -> list[Paragraph]:
    """The whole letter, in order. Raises BadLetter when something that it needs is missing."""
    return paragraphs(letter, facts_of(case, reply), remedy(letter.outcome))


def facts_of(case: DisclosureRequest, reply: Reply) -> Facts:
    """The facts of a letter. It is dated on the day it was served, today while it is not."""
    application, on = opened(case), reply.delivered_on or timezone.localdate()
    corrected = [row.on for row in case.events.all() if row.step == Step.CORRECTED]
    above = case.organisation.parent
    assert case.received_on is not None
    return Facts(
        applicant=application.name,
        organisation=case.organisation.name,
        case=case.number,
        received_on=case.received_on,
        wish="、".join(filter(None, (application.title, application.document_number, application.features))),
        on=on,
        reconsider_days=deadlines.statute("reconsideration", on).value,
        sue_months=deadlines.statute("suit_at_once", on).value,
        sue_days=deadlines.statute("suit_after_reconsideration", on).value,
        authority=above.name if above else "",
        corrected_on=corrected[-1] if corrected else None,
    )
