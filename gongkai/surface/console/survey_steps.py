"""Steps of a survey: begin, review, open, stop, look at words, conclude, publish the result."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk.consultations.rules.surveys import TextState
from gongkai.desk.consultations.services import (
    survey_answering,
    survey_results,
    survey_review,
    survey_running,
    surveys,
)
from gongkai.ground.orgs.rules import NotAllowed

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .pages import key_of, number
from .surveys import listed, shown, within


def taken(request: HttpRequest, key: int, step: Callable[[], Any], done: str, **kept: Any) -> HttpResponse:
    """Do a step; what it refuses stands on the survey's page, with what was typed."""
    within(request, key)
    try:
        step()
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken), **kept)
    messages.success(request, done)
    return redirect("console:survey", key)


@require_POST
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft of the acting organisation, then its editor."""
    title, by = request.POST.get("title", ""), actor(request)
    try:
        made = surveys.begin(by.organisation, title, by=by)
    except (NotAllowed, ValueError) as broken:
        return listed(request, status=422, refused=str(broken), title=title)
    return redirect("console:edit_survey", made.pk)


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """One of the steps that a button asks for."""
    by, sent, seen = actor(request), request.POST, number(request, "revision")
    steps: dict[str, tuple[Callable[[], Any], str]] = {
        "submit": (lambda: survey_review.submit(key, revision=seen, by=by), "已送审"),
        "recall": (lambda: survey_review.recall(key, by=by), "已撤回，可以继续修改"),
        "abandon": (lambda: surveys.abandon(key, by=by), "已取消"),
        "open": (lambda: survey_running.open_now(key, by=by), "问卷已开放"),
        "stop": (lambda: survey_running.stop(key, sent.get("why", ""), by=by), "问卷已截止"),
        "conclude": (
            lambda: survey_results.conclude(key, sent.get("conclusion", ""), revision=seen, by=by),
            "已保存，请由另一人核对后公布",
        ),
        "report": (lambda: survey_results.publish(key, revision=seen, by=by), "结果已公布"),
    }
    if sent.get("step") not in steps:
        raise BadRequest("没有这一步，请返回重试")
    service, done = steps[sent["step"]]
    kept = {"unsaved": sent["conclusion"]} if "conclusion" in sent else {}
    return taken(request, key, service, done, **kept)


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """One finding is taken on, with a reason."""
    sent, by = request.POST, actor(request)
    words = {"reason": sent.get("reason", ""), "by": by}
    return taken(
        request,
        key,
        lambda: surveys.answer(key, sent.get("fingerprint", ""), **words),
        "已记下说明，审核人员会看到",
    )


@require_POST
@staff
def texts(request: HttpRequest, key: int) -> HttpResponse:
    """Words that somebody wrote are let out or kept back: those chosen on the screen."""
    sent, by = request.POST, actor(request)
    chosen: dict[TextState, list[int]] = {TextState.RELEASED: [], TextState.WITHHELD: []}
    for name, value in sent.items():
        place = key_of(name.removeprefix("text-")) if name.startswith("text-") else None
        if place is not None and value in (TextState.RELEASED, TextState.WITHHELD):
            chosen[TextState(value)].append(place)

    def decide() -> None:
        for state, keys in chosen.items():
            if keys:
                survey_answering.release(key, keys, state, by=by)

    return taken(request, key, decide, f"已决定 {sum(map(len, chosen.values()))} 条文字")


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision on a survey, by the review's number."""
    about, form = int(asked(request, key, surveys.KIND).subject), DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, within(request, about), status=422, refused=form.refused, decision=form)
    return taken(
        request,
        about,
        lambda: survey_review.decide(key, form.decided, form.said, stage=form.at, by=actor(request)),
        f"{form.at.label}：{form.decided.label}",
    )
