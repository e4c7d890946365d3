"""An approved survey opens at its minute as a publication, and ends at its second.

The clock opens and closes; whether an answer comes in time is decided by its instant, not by the clock's
round.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.language.rules import markup
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify_duty
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.rules import Draft, Unpublishable
from gongkai.record.catalogue.rules import Kind as Published
from gongkai.record.catalogue.rules import RuleBroken as NotNow
from gongkai.record.catalogue.services import publications

from ..models import Survey
from ..queries import surveys as queries
from ..rules import survey_page
from ..rules.surveys import MAX_REASON, RuleBroken, State, result_due
from .surveys import locked, moved, noted

PIECE = 50  # surveys of one round of the clock

log = structlog.get_logger(__name__)


@transaction.atomic
def open_now(key: int, *, by: Actor) -> Survey:
    """Make an approved survey public and take answers; needs the publish duty. Raises Unpublishable."""
    survey = locked(key, by, Duty.PUBLISH)
    now = timezone.now()
    if survey.state != State.APPROVED:
        raise RuleBroken(f"问卷{State(survey.state).label}，只有审核通过、还没有开放的才能开放")
    if survey.closes_at is None or survey.closes_at <= now:
        raise RuleBroken("截止时间已经过了：请撤回修改时间，重新送审")
    if survey.opens_at is None or survey.opens_at > now:
        survey.opens_at = now
    made = publications.publish(draft(survey, now), by=by)
    survey.publication_id, survey.trouble = made.pk, ""
    moved(survey, State.OPEN)
    noted("survey.opened", survey, by=by, publication=made.identifier)
    return survey


def open_due(now: datetime, *, by: Actor) -> int:
    """Open what is approved and whose minute has come; how many. What the record refuses waits, with the
    reason, for a person."""
    waiting = Survey.objects.filter(state=State.APPROVED, opens_at__lte=now, trouble="")
    opened = 0
    for key in list(waiting.order_by("opens_at", "pk").values_list("pk", flat=True)[:PIECE]):
        try:
            open_now(key, by=by)
            opened += 1
        except (RuleBroken, NotNow, Unpublishable, NotAllowed) as refused:
            hold(key, str(refused), by=by)
    return opened


@transaction.atomic
def hold(key: int, why: str, *, by: Actor) -> None:
    """Keep the reason why a survey did not open, and tell who publishes."""
    survey = locked(key, by, Duty.PUBLISH)
    survey.trouble = why[:500]
    moved(survey, State(survey.state))
    noted("survey.held", survey, by=by)
    told = Words("问卷没有按时开放，请处理", f"{survey.title}：{why}"[:1000], f"/console/surveys/{key}/")
    notify_duty(survey.organisation.code, Duty.PUBLISH, told, by=by)
    log.warning("survey_not_opened", survey=key)


def close_due(now: datetime, *, by: Actor) -> int:
    """End what has come to its end, and start the month for the result; how many."""
    over = Survey.objects.filter(state=State.OPEN, closes_at__lte=now).order_by("closes_at", "pk")
    closed = 0
    for key in list(over.values_list("pk", flat=True)[:PIECE]):
        with transaction.atomic():
            survey = locked(key, by, Duty.PUBLISH)
            if survey.state == State.OPEN:
                _end(survey, by)
                closed += 1
    return closed


@transaction.atomic
def stop(key: int, reason: str, *, by: Actor) -> Survey:
    """End an open survey before its time, with a reason that the public reads; needs the publish duty."""
    survey = locked(key, by, Duty.PUBLISH)
    reason = " ".join(reason.replace("\0", "").split())
    if survey.state != State.OPEN:
        raise RuleBroken(f"问卷{State(survey.state).label}，不能提前截止")
    if not 0 < len(reason) <= MAX_REASON:
        raise RuleBroken(f"请写明为什么提前截止（1 至 {MAX_REASON} 字），公众会看到")
    survey.stopped, survey.closes_at = reason, min(timezone.now(), survey.closes_at or timezone.now())
    public: Any = survey.publication
    renewed = draft(survey, public.published_at)
    publications.republish(public.identifier, renewed, note=f"提前截止：{reason}", by=by)
    _end(survey, by)
    return survey


def draft(survey: Survey, at: datetime) -> Draft:
    """The survey as a publication: what is asked, until when, and where to answer."""
    body: Any = survey.organisation
    html = survey_page.asked(queries.content_of(survey), f"/surveys/{survey.pk}/", stopped=survey.stopped)
    return Draft(
        kind=Published.SURVEY,
        title=survey.title,
        publisher=body.code,
        html=html,
        text=markup.plain(html),
        published_at=at,
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(body.code, Published.SURVEY),
        made_on=timezone.localdate(at),
        source=body.name,
    )


def reported(survey: Survey, html: str, at: datetime) -> Draft:
    """The same publication with its result."""
    return replace(draft(survey, at), html=html, text=markup.plain(html))


def _end(survey: Survey, by: Actor) -> None:
    on = timezone.localdate(survey.closes_at)
    survey.result_due_on = result_due(on, deadlines.statute("consultation_result", on))
    moved(survey, State.CLOSED)
    noted("survey.closed", survey, by=by, result_due_on=survey.result_due_on.isoformat())
    told = Words(
        "问卷已经截止，请公布结果",
        f"{survey.title}：请在 {survey.result_due_on} 以前公布结果和采用情况。",
        f"/console/surveys/{survey.pk}/",
    )
    notify_duty(survey.organisation.code, Duty.DRAFT, told, by=by)
