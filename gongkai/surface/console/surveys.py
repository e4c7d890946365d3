"""问卷调查: those of one's organisations and how far each is; one with its questions, answers and result."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules import survey_page
from gongkai.desk.consultations.rules.surveys import Level, State, TextState, lacking
from gongkai.desk.consultations.services.survey_review import PROFILE
from gongkai.desk.consultations.services.surveys import KIND
from gongkai.ground.orgs.rules import Duty
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.findings import Severity

from .gate import actor, staff
from .manuscripts import stages
from .pages import ROWS, cursor, following, key_of, word


def within(request: HttpRequest, key: int) -> Any:
    """The survey, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这份问卷")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    return listed(request)


def listed(request: HttpRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The surveys of the scope, the newest first; results that are late above them."""
    by, today, state = actor(request), timezone.localdate(), word(request, "state", 12)
    state = state if state in State.__members__.values() else ""
    found = queries.board(by.scope, state=state, before=key_of(cursor(request) or ""), limit=ROWS + 1)
    context = {
        "surveys": found[:ROWS],
        "late": queries.overdue(by.scope, today),
        "today": today,
        "states": State.choices(),
        "chosen": state,
        "following": following(request, str(found[ROWS - 1].pk) if len(found) > ROWS else None),
        "may_begin": Duty.DRAFT in by.duties,
        **extra,
    }
    return render(request, "console/surveys.html", context, status=status)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, survey: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One survey as far as it has come."""
    by, now, content = actor(request), timezone.now(), queries.content_of(survey)
    review = reviews.opened(KIND, str(survey.pk)) if survey.state == State.REVIEWING else None
    found, drafts, publishes = (
        findings.of(KIND, [str(survey.pk)]),
        Duty.DRAFT in by.duties,
        Duty.PUBLISH in by.duties,
    )
    begun = survey.state in queries.SEEN
    counted = queries.result(survey) if begun else None
    writing = survey.state == State.DRAFTING and drafts
    context = {
        "survey": survey,
        "content": content,
        "period": survey_page.period(content),
        "running": queries.is_open(survey, now),
        "findings": found,
        "grave": sum(one.severity == Severity.BLOCKING and not one.answer for one in found),
        "lacking": lacking(content, now) if survey.state == State.DRAFTING else [],
        "result": counted,
        "preface": survey_page.told(content, counted) if counted else [],
        "levels": list(Level),
        "texts": queries.texts(survey, TextState.WAITING) if begun and drafts else [],
        "text_counts": [(TextState(key).label, number) for key, number in queries.text_counts(survey).items()]
        if begun
        else [],
        "today": timezone.localdate(),
        "review": review,
        "stages": stages(PROFILE, review),
        "history": reviews.history(KIND, str(survey.pk)),
        "writing": writing,
        "may_answer": drafts and survey.state in (State.DRAFTING, State.CLOSED),
        "may_recall": survey.state in (State.REVIEWING, State.APPROVED) and drafts,
        "may_open": survey.state == State.APPROVED and publishes,
        "may_stop": survey.state == State.OPEN and publishes,
        "may_conclude": survey.state == State.CLOSED and drafts,
        "may_report": survey.state == State.CLOSED and publishes and bool(survey.conclusion),
        "asked": bool(review and reviews.may_decide(by, review) and by.person != survey.sender_id),
        **extra,
    }
    return render(request, "console/survey.html", context, status=status)
