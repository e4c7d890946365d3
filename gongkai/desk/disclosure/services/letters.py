"""What a reply's letter is about, put together from the case: whom it answers, when, and where remedies are
sought."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import DisclosureRequest, Reply
from ..queries.derivations import as_event, clock_after
from ..rules.closing_notices import Waited, notice
from ..rules.letters import Facts, Letter, Paragraph, paragraphs, problems
from ..rules.outcomes import Outcome
from ..rules.remedies import remedy
from ..rules.stages import RuleBroken
from .reading import letter_of, look, opened

ENDED = frozenset({Step.ABANDONED, Step.WITHDRAWN})


@transaction.atomic
def saved(key: int, *, duty: Duty = Duty.DISCLOSE, by: Actor) -> tuple[Letter, list[Paragraph]]:
    """The letter as it was saved and as it reads; the look is recorded."""
    case, _ = look(key, duty=duty, by=by)
    reply = Reply.objects.filter(case=case).first()
    if reply is None:
        raise RuleBroken("还没有起草答复书")
    letter = letter_of(case, reply)
    return letter, [] if problems(letter) else lines_of(case, reply, letter)


@transaction.atomic
def preview(key: int, letter: Letter, *, by: Actor) -> list[Paragraph]:
    """How a letter would read that is not saved yet; the look is recorded. Raises BadLetter."""
    case, _ = look(key, by=by)
    if case.received_on is None:
        raise RuleBroken("请先确认收到，再起草答复书")
    return lines_of(case, Reply(case=case), letter)


def lines_of(case: DisclosureRequest, reply: Reply, letter: Letter) -> list[Paragraph]:
    """The whole letter, in order. Raises BadLetter when something that it needs is missing."""
    return paragraphs(letter, facts_of(case, reply.delivered_on), remedy(letter.outcome))


def notice_of(case: DisclosureRequest, outcome: Outcome, on: date) -> list[Paragraph]:
    """The notice of a case that ends, or ended, on a day without a reply."""
    events = [row for row in case.events.all() if row.step not in ENDED]
    asked = {Outcome.UNCORRECTED: Step.CORRECTION_NOTICE, Outcome.UNPAID: Step.FEE_NOTICE}.get(outcome)
    rows = [row for row in events if row.step == asked]
    waits = clock_after([as_event(row) for row in events]).waits if rows else None
    waited = Waited(rows[-1].on, waits.on if waits else None, rows[-1].fee) if rows else Waited()
    return notice(outcome, facts_of(case, on), waited)


def facts_of(case: DisclosureRequest, served: date | None) -> Facts:
    """The facts of a letter. It is dated on the day it was served, today while it is not."""
    application, on = opened(case), served or timezone.localdate()
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
