"""A draft or a result goes to review, comes back or is approved. What was reviewed is what is published."""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile
from gongkai.record.editorial.rules.profiles import Stage as ReviewStage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import findings, reviews

from ..models import Consultation
from ..queries import groups, pages
from ..rules.outcomes import must_be_answered
from ..rules.phases import Phase, RuleBroken, Stage
from ..rules.pieces import lacking
from . import checking
from .consultations import locked, must_be_written, must_have_period, noted, same, touched


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> Consultation:
    """Send the draft, or the result once comments are closed, to review.

    Raises RuleBroken while a piece is missing (art. 15), a period is too short without its reason, a comment
    has no group or a group no outcome, or a revision is newer; checking.Blocked for a grave finding.
    """
    row = locked(key, by)
    must_be_written(row)
    same(row, revision)
    if row.phase == Phase.CLOSED:
        must_be_answered(groups.left_open(row.pk))
        if not row.summary.strip():
            raise RuleBroken("请先写结果说明：征集情况和总的采纳情况")
    else:
        must_have_period(row)
        content, clauses = pages.content_of(row)
        if missing := lacking(content, clauses):
            raise RuleBroken("送审以前还要补充：" + "、".join(missing))
        if row.phase == Phase.OPEN and not content.note:
            raise RuleBroken("请写明这一版改了什么，公众会看到")
    checking.must_pass(row, by=by)
    row.stage, row.sender_id = Stage.REVIEWING, by.person or None
    _moved(row)
    kind = checking.kind_of(row)
    reviews.open(
        kind,
        str(key),
        title=row.title if kind == checking.DRAFT else f"{row.title}（征集结果）",
        organisation=row.organisation.code,
        profile=Profile.MAJOR,
        revision=row.revision,
        drafter=row.drafter_id,
        due_on=row.result_due_on if kind == checking.RESULT else row.closes_on,
        by=by,
    )
    noted("consultation.submitted", row, by=by)
    return row


@transaction.atomic
def recall(key: int, *, by: Actor) -> Consultation:
    """Take it back from review, or from the queue of what waits to be published, to go on writing."""
    row = locked(key, by)
    if row.stage == Stage.REVIEWING:
        reviews.cancel(checking.kind_of(row), str(key), by=by)
    elif row.stage != Stage.APPROVED:
        raise RuleBroken(f"文稿{Stage(row.stage).label}，无需撤回")
    row.stage = Stage.WRITING
    _moved(row)
    noted("consultation.recalled", row, by=by)
    return row


@transaction.atomic
def decide(
    kind: str, review: int, outcome: Outcome, words: str, *, stage: ReviewStage, by: Actor
) -> Consultation:
    """One reviewer's decision about the draft or the result, and what it makes of it.

    Neither who began it nor who sent it to review decides. Raises what ``reviews.decide`` raises.
    """
    key = int(waiting.subject_of(kind, review))
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    if by.person and by.person == row.sender_id:
        raise RuleBroken("送审人不能审核自己送审的文稿，请由其他人员审核")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    if decided.status == Reviewed.OPEN:
        return row
    row.stage = Stage.APPROVED if decided.status == Reviewed.APPROVED else Stage.WRITING
    _moved(row)
    what = "approved" if decided.status == Reviewed.APPROVED else "returned"
    noted(f"consultation.{what}", row, by=by)
    return row


@transaction.atomic
def answer(key: int, fingerprint: str, *, reason: str, by: Actor) -> None:
    """Whoever may draft takes a finding on, with a reason."""
    row = locked(key, by)
    must_be_written(row)
    findings.answer(checking.kind_of(row), str(key), fingerprint, reason=reason, by=by)


def _moved(row: Consultation) -> None:
    touched(row)
    row.save(update_fields=["stage", "sender", "revision", "changed_at"])
