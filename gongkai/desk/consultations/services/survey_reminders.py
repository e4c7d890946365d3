"""Whoever must act hears that a survey's result is due, and the supervisor that it is late."""

from datetime import date

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty

from ..models import Survey
from ..queries import surveys as queries
from ..rules.surveys import State, reminds


def remind(today: date, *, by: Actor) -> int:
    """Send what is to be said today; how many notices. The clock calls this daily."""
    days, sent = deadlines.calendar(), 0
    for survey in queries.within(EVERYWHERE).filter(state=State.CLOSED).order_by("result_due_on", "pk"):
        due = survey.result_due_on
        if due is not None and reminds(today, due, days):
            sent += len(notify(_who(survey, late=today > due), _words(survey, due, today), by=by))
    return sent


def _who(survey: Survey, *, late: bool) -> set[int]:
    duties = [Duty.PUBLISH if survey.conclusion else Duty.DRAFT, *([Duty.SUPERVISE] if late else [])]
    return {user.pk for duty in duties for user in roster.officers(survey.organisation.code, duty)}


def _words(survey: Survey, due: date, today: date) -> Words:
    when = f"已逾期 {(today - due).days} 天" if today > due else f"须在 {due} 以前公布"
    return Words(
        f"问卷调查的结果{when}",
        f"{survey.title}：截止后一个月内公布结果和采用情况。",
        f"/console/surveys/{survey.pk}/",
    )
