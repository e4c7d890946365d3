"""Opening a review, deciding in it, taking it back. One call, one transaction, one ledger entry.

Whose people are asked is decided anew at each stage: those of the draft's organisation, or of the nearest
above it where nobody of its own may decide (a small unit borrows its superior's reviewer).
"""

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed

from ..models import Decision, Review
from ..rules.profiles import DUTIES, SEPARATE, STAGES, Profile, Stage
from ..rules.reviewing import MAX_WORDS, Approval, Outcome, RuleBroken, Status, following, must_be_another


@transaction.atomic
def open(
    kind: str,
    subject: str,
    *,
    title: str,
    organisation: str,
    profile: Profile,
    revision: int,
    drafter: int | None,
    due_on: date | None = None,
    duty: Duty = Duty.DRAFT,
    words: str = "",
    by: Actor,
) -> Review:
    """Send revision ``revision`` of a draft to review; ``duty`` is what the sender must carry, ``words`` what
    the sender tells the reviewers.

    Raises RuleBroken when it is in review already.
    """
    owner = orgs.by_codes([organisation])[organisation]
    by.must(duty, owner.lineage)
    if Review.objects.filter(kind=kind, subject=subject, status=Status.OPEN).exists():
        raise RuleBroken("这份稿件正在审核中，不能重复送审")
    now, stage = timezone.now(), STAGES[profile][0]
    review = Review(
        kind=kind,
        subject=subject,
        title=title[:500],
        organisation=owner,
        profile=profile,
        stage=stage,
        revision=revision,
        drafter_id=drafter or None,
        opened_at=now,
        stage_at=now,
        due_on=due_on,
    )
    review.handler_id = _handler(review, stage)
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError:
        raise RuleBroken("这份稿件正在审核中，不能重复送审") from None
    if words:
        _keep(review, Outcome.COMMENTED, _words(words, Outcome.COMMENTED), by, now)
    _record("review.opened", review, by)
    return review


@transaction.atomic
def decide(key: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> Review:
    """Approve, return or comment at ``stage``, the one that the person saw on the screen.

    Raises NotAllowed for who is not asked; RuleBroken when the stage has moved on (somebody decided first),
    when words are missing, and for whoever drafted it or approved another separate stage.
    """
    review = _locked(key)
    words = _words(words, outcome)
    if review.status != Status.OPEN:
        raise RuleBroken(f"这份稿件{Status(review.status).label}，不再需要审核，请刷新页面")
    if review.stage != stage:
        raise RuleBroken(
            f"{stage.label}刚刚已由他人办理，现在是{Stage(review.stage).label}，请刷新页面查看结果"
        )
    by.must(DUTIES[stage], review.organisation.lineage)
    if by.person and by.organisation != review.handler.code:
        raise NotAllowed(f"这一环节由{review.handler.short_name}办理，请用该机构的岗位")
    must_be_another(stage, by.person, drafter=review.drafter_id, approvals=_approvals(review))
    now = timezone.now()
    _keep(review, outcome, words, by, now)
    if outcome is Outcome.APPROVED:
        _advance(review, stage, now)
    elif outcome is Outcome.RETURNED:
        review.status, review.closed_at = Status.RETURNED, now
    review.save(update_fields=["status", "stage", "stage_at", "handler", "closed_at"])
    _record(f"review.{outcome}", review, by, decided=str(stage), words=_digest(words))
    return review


@transaction.atomic
def cancel(kind: str, subject: str, *, duty: Duty = Duty.DRAFT, by: Actor) -> Review:
    """Take a draft back from review, before the last stage is decided."""
    review = Review.objects.filter(kind=kind, subject=subject, status=Status.OPEN).first()
    if review is None:
        raise RuleBroken("这份稿件不在审核中，无需撤回")
    review = _locked(review.pk)
    by.must(duty, review.organisation.lineage)
    if review.status != Status.OPEN:
        raise RuleBroken(f"这份稿件{Status(review.status).label}，不能再撤回送审")
    review.status, review.closed_at = Status.CANCELLED, timezone.now()
    review.save(update_fields=["status", "closed_at"])
    _record("review.cancelled", review, by)
    return review


def _keep(review: Review, outcome: Outcome, words: str, by: Actor, now: datetime) -> None:
    decision = Decision(review=review, stage=review.stage, outcome=outcome, words=words, post=by.post, at=now)
    decision.person_id, decision.revision = by.person or None, review.revision
    decision.save(force_insert=True)


@transaction.atomic
def forget(kind: str, subject: str, title: str, *, by: Actor) -> None:
    """Take the words from every review of a draft that the law removed; who decided what stays."""
    for review in Review.objects.select_for_update().filter(kind=kind, subject=subject).order_by("pk"):
        review.title = title
        review.save(update_fields=["title"])
        review.decisions.update(words="")
        _record("review.forgotten", review, by)


def _advance(review: Review, stage: Stage, now: datetime) -> None:
    after = following(Profile(review.profile), stage)
    if after is None:
        review.status, review.closed_at = Status.APPROVED, now
        return
    review.stage, review.stage_at = after, now
    review.handler_id = _handler(review, after)


def _handler(review: Review, stage: Stage) -> int:
    """Primary key of the organisation whose people are asked at a stage; its own when nobody anywhere may."""
    barred = {review.drafter_id} if review.drafter_id else set()
    if stage in SEPARATE and review.pk:
        barred |= {one.person for one in _approvals(review) if one.stage in SEPARATE}
    nearest = orgs.nearest_holding(DUTIES[stage], review.organisation.lineage, but=barred)
    return nearest.pk if nearest else review.organisation.pk


def _approvals(review: Review) -> list[Approval]:
    rows = review.decisions.filter(outcome=Outcome.APPROVED).values_list("stage", "person")
    return [Approval(Stage(stage), person or 0) for stage, person in rows]


def _locked(key: int) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("organisation", "handler")
    review = rows.filter(pk=key).first()
    if review is None:
        raise RuleBroken("没有找到这项审核，请从待办列表重新打开")
    return review


def _words(words: str, outcome: Outcome) -> str:
    words = words.strip()
    if outcome is not Outcome.APPROVED and not words:
        raise RuleBroken("请写明意见，起草人要据此修改")
    if len(words) > MAX_WORDS or "\0" in words:
        raise RuleBroken(f"意见最多 {MAX_WORDS} 字，请精简")
    return words


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else ""


def _record(kind: str, review: Review, by: Actor, **facts: str) -> None:
    """Which review, of which draft and revision; free words only by their digest."""
    known = {
        "draft": f"{review.kind}/{review.subject}",
        "revision": str(review.revision),
        "profile": str(review.profile),
        "stage": str(review.stage),
        "status": str(review.status),
    }
    record_many(kind, [(f"review/{review.pk}", known | facts)], by=by)
