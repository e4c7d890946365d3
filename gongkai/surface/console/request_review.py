"""A reply in review: the reviewer sees the case, opens the letter by a button that records it, decides."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.disclosure.queries import cases as queries
from gongkai.desk.disclosure.services import letters, papers, reading, replying
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import DUTIES, Profile, Stage

from . import decisions
from .gate import actor, staff
from .manuscripts import stages
from .request_case import sent


def asked(request: HttpRequest, key: int) -> tuple[Any, Any, Duty]:
    """The case, its open review, and the duty under which this person is asked; else 404."""
    case = queries.brief(actor(request).scope, key)
    review = reviews.opened(replying.KIND, str(key)) if case else None
    if case is None or review is None or not reviews.may_decide(actor(request), review):
        raise Http404("没有等您审核的答复书")
    return case, review, DUTIES[Stage(review.stage)]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def review(request: HttpRequest, key: int) -> HttpResponse:
    """GET shows what is not sealed; POST opens the letter and what is given with it."""
    return shown(request, *asked(request, key), opened=request.method == "POST")


def shown(
    request: HttpRequest, case: Any, review: Any, duty: Duty, *, opened: bool, **extra: Any
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "review": review,
        "reply": case.reply,
        "stages": stages(Profile.ROUTINE, review),
        "history": reviews.history(replying.KIND, str(case.pk)),
        "opened": opened,
        **extra,
    }
    if opened:
        _, context["lines"] = letters.saved(case.pk, duty=duty, by=actor(request))
        context["files"] = [(row, papers.name_of(case, row)) for row in case.files.all()]
    return render(request, "console/request_review.html", context, status=422 if extra else 200)


@require_POST
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """One file of the case for its reviewer, recorded under the reviewer's duty."""
    case, review, duty = asked(request, key)
    try:
        return sent(*reading.fetch(key, file, duty=duty, by=actor(request)))
    except (NotAllowed, ValueError) as broken:
        return shown(request, case, review, duty, opened=False, refused=str(broken))


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision, by the review's number."""
    case, review, duty = asked(request, int(decisions.asked(request, key, replying.KIND).subject))
    form = decisions.DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, case, review, duty, opened=False, refused=form.refused, decision=form)
    try:
        replying.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, case, review, duty, opened=False, refused=str(broken), decision=form)
    messages.success(request, f"答复书 {case.number} {form.at.label}：{form.decided.label}")
    return redirect("console:work")
