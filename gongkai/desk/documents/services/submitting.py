"""A manuscript goes to review, through its stages, and comes back or is approved.

What editorial decides and what the manuscript becomes are one transaction: each records its own entry.
"""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.rules import Disclosure
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import findings, reviews

from ..models import Manuscript
from ..queries.manuscripts import content_of
from ..rules.manuscripts import EDITABLE, RuleBroken, Status, profile_of
from . import checking
from .checking import KIND
from .manuscripts import locked, noted


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> Manuscript:
    """Send the manuscript to review. Raises checking.Blocked while a grave finding is neither mended nor
    answered, RuleBroken when it is not the drafter's turn or another revision is newer."""
    manuscript = locked(key, by)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，不能再次送审")
    if manuscript.revision != revision:
        raise RuleBroken("稿件刚刚有新的保存，请刷新后核对再送审")
    checking.must_pass(manuscript, by=by)
    content = content_of(manuscript)
    manuscript.status = Status.REVIEWING
    manuscript.save(update_fields=["status"])
    reviews.open(
        KIND,
        str(key),
        title=manuscript.title,
        organisation=manuscript.organisation.code,
        profile=profile_of(content, established=bool(manuscript.origin)),
        revision=manuscript.revision,
        drafter=manuscript.drafter_id,
        due_on=manuscript.due_on,
        by=by,
    )
    noted("manuscript.submitted", manuscript, by=by)
    return manuscript


@transaction.atomic
def recall(key: int, *, by: Actor) -> Manuscript:
    """Take it back from review to go on writing, or from the queue of what waits to be published."""
    manuscript = locked(key, by)
    if manuscript.status == Status.REVIEWING:
        reviews.cancel(KIND, str(key), by=by)
    elif manuscript.status != Status.APPROVED:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，无需撤回")
    manuscript.status, manuscript.publish_at = Status.DRAFTING, None
    manuscript.save(update_fields=["status", "publish_at"])
    noted("manuscript.recalled", manuscript, by=by)
    return manuscript


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> Manuscript:
    """One reviewer's decision, and what it makes of the manuscript.

    The last approval makes it wait for publishing, or keeps it on file when it is not to be disclosed.
    Raises what ``reviews.decide`` raises. An emergency publication is reviewed afterwards and stays as it is.
    """
    key = int(waiting.subject_of(KIND, review))
    rows = Manuscript.objects.select_for_update(of=("self",)).select_related("organisation")
    manuscript = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    if manuscript.emergency and manuscript.status == Status.PUBLISHED:
        return manuscript
    if decided.status == Reviewed.RETURNED:
        manuscript.status = Status.RETURNED
    elif decided.status == Reviewed.APPROVED:
        content = content_of(manuscript)
        closed = content.disclosure and content.disclosure != Disclosure.PROACTIVE
        manuscript.status = Status.KEPT if closed else Status.APPROVED
    else:
        return manuscript
    manuscript.save(update_fields=["status"])
    noted(f"manuscript.{manuscript.status}", manuscript, by=by)
    return manuscript


@transaction.atomic
def answer(key: int, subject: str, fingerprint: str, *, reason: str, by: Actor) -> None:
    """Whoever may draft takes a finding on, with a reason; ``subject`` is the manuscript's or a file's.

    Raises RuleBroken when it is not the drafter's turn, editorial's RuleBroken where an answer is not enough.
    """
    manuscript = locked(key, by)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，现在不能说明；请先撤回送审")
    if subject not in checking.subjects(manuscript):
        raise RuleBroken("这条检查结果不属于这份稿件，请刷新页面")
    findings.answer(KIND, subject, fingerprint, reason=reason, by=by)
