"""A guide goes to review, comes back or is approved. What was reviewed is what is published."""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import findings, reviews

from ..models import Guide
from ..queries import guides as queries
from ..rules.shape import RuleBroken
from ..rules.states import State
from .checking import KIND, must_pass, subjects
from .guides import locked, must_be_written, noted, touch

PROFILE = Profile.ROUTINE  # what a window does every day: two people beside the writer look at it


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> Guide:
    """Send it to review. Raises Blocked while one of the eight elements is missing or something is grave."""
    guide = locked(key, by)
    must_be_written(guide)
    if guide.revision != revision:
        raise RuleBroken("指南刚刚有新的修改，请刷新后核对再送审")
    if queries.to_compare(guide):
        raise RuleBroken(f"与目录事项有 {guide.differing} 处不同还没有核对，请先逐项比对再送审")
    must_pass(guide, queries.files(guide), by=by)
    guide.state, guide.sender_id = State.REVIEWING, by.person or None
    touch(guide, "sender")
    reviews.open(
        KIND,
        str(key),
        title=f"办事指南：{guide.title}",
        organisation=guide.organisation.code,
        profile=PROFILE,
        revision=guide.revision,
        drafter=guide.drafter_id,
        by=by,
    )
    noted("guide.submitted", guide, by=by)
    return guide


@transaction.atomic
def recall(key: int, *, by: Actor) -> Guide:
    """Take it back from review, or from the queue of what waits to be published, to go on."""
    guide = locked(key, by)
    if guide.state == State.REVIEWING:
        reviews.cancel(KIND, str(key), by=by)
    elif guide.state != State.APPROVED:
        raise RuleBroken(f"指南{State(guide.state).label}，无需撤回")
    guide.state = State.DRAFTING
    touch(guide)
    noted("guide.recalled", guide, by=by)
    return guide


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> Guide:
    """One reviewer's decision, and what it makes of the guide. Raises what ``reviews.decide`` raises.

    Neither who wrote it nor who sent it to review decides.
    """
    key = int(waiting.subject_of(KIND, review))
    rows = Guide.objects.select_for_update(of=("self",)).select_related("organisation")
    guide = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    if by.person and by.person == guide.sender_id:
        raise RuleBroken("送审人不能审核自己送审的指南，请由其他人员审核")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    after = {Reviewed.RETURNED: State.DRAFTING, Reviewed.APPROVED: State.APPROVED}
    if state := after.get(Reviewed(decided.status)):
        guide.state = state
        touch(guide)
        noted("guide.returned" if state is State.DRAFTING else "guide.approved", guide, by=by)
    return guide


@transaction.atomic
def answer(key: int, fingerprint: str, *, reason: str, by: Actor) -> None:
    """Whoever writes the guide takes a finding on, about its words or a file, with a reason for reviewers."""
    guide = locked(key, by)
    must_be_written(guide)
    for subject in subjects(guide, queries.files(guide)):
        if any(row.fingerprint == fingerprint for row in found.of(KIND, [subject])):
            findings.answer(KIND, subject, fingerprint, reason=reason, by=by)
            return
    raise RuleBroken("这条检查结果已不存在，内容可能已经修改，请刷新页面")
