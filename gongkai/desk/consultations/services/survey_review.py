"""A survey goes to review and comes back or is approved; what was reviewed is what will be asked."""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import Survey
from ..queries import surveys as queries
from ..rules.surveys import RuleBroken, State, lacking
from .surveys import KIND, check, locked, moved, must_be_written, noted

PROFILE = Profile.ROUTINE
NAMED = 5  # problems that one message names


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> Survey:
    """Send it to review. Raises RuleBroken while something is lacking, a finding is grave, or a revision is
    newer."""
    survey = locked(key, by)
    must_be_written(survey)
    if survey.revision != revision:
        raise RuleBroken("问卷刚刚有新的修改，请刷新后核对再送审")
    if missing := lacking(queries.content_of(survey), timezone.now()):
        raise RuleBroken("；".join(missing[:NAMED]))
    check(survey, by=by)
    if grave := found.blocking(KIND, [str(key)]):
        named = "；".join(f"{row.place}：{row.advice}" for row in grave[:NAMED])
        raise RuleBroken(f"还有 {len(grave)} 项检查结果须处理，改正或者说明理由以后再送审。{named}")
    survey.sender_id = by.person or None
    moved(survey, State.REVIEWING)
    reviews.open(
        KIND,
        str(key),
        title=survey.title,
        organisation=survey.organisation.code,
        profile=PROFILE,
        revision=survey.revision,
        drafter=survey.drafter_id,
        due_on=timezone.localdate(survey.opens_at),
        by=by,
    )
    noted("survey.submitted", survey, by=by)
    return survey


@transaction.atomic
def recall(key: int, *, by: Actor) -> Survey:
    """Take it back from review, or before it opens, to go on writing."""
    survey = locked(key, by)
    if survey.state == State.REVIEWING:
        reviews.cancel(KIND, str(key), by=by)
    elif survey.state != State.APPROVED:
        raise RuleBroken(f"问卷{State(survey.state).label}，不能撤回")
    survey.trouble = ""
    moved(survey, State.DRAFTING)
    noted("survey.recalled", survey, by=by)
    return survey


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> Survey:
    """One reviewer's decision, and what it makes of the survey. Raises what ``reviews.decide`` raises.

    Neither who began it nor who sent it to review decides.
    """
    key = int(waiting.subject_of(KIND, review))
    rows = Survey.objects.select_for_update(of=("self",)).select_related("organisation")
    survey = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    if by.person and by.person == survey.sender_id:
        raise RuleBroken("送审人不能审核自己送审的问卷，请由其他人员审核")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    if decided.status == Reviewed.RETURNED:
        moved(survey, State.DRAFTING)
        noted("survey.returned", survey, by=by)
    elif decided.status == Reviewed.APPROVED:
        moved(survey, State.APPROVED)
        noted("survey.approved", survey, by=by)
    return survey
