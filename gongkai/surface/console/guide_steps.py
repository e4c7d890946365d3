"""Steps of a guide: review, decision, publication, taking up again, taking off, giving up; answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk.guides.services import guides, publishing, reviewing
from gongkai.desk.guides.services.checking import KIND
from gongkai.ground.orgs.rules import NotAllowed

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .guides import shown, within
from .pages import number


def taken(request: HttpRequest, key: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Do a step; what it refuses stands on the guide's page."""
    within(request, key)
    try:
        step()
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, done)
    return redirect("console:guide", key)


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    by, sent = actor(request), request.POST
    why = sent.get("why", "").replace("\0", "")
    steps: dict[str, tuple[Callable[[], Any], str]] = {
        "submit": (lambda: reviewing.submit(key, revision=number(request, "revision"), by=by), "已送审"),
        "recall": (lambda: reviewing.recall(key, by=by), "已撤回，可以继续修改"),
        "publish": (lambda: publishing.publish(key, by=by), "办事指南已公布"),
        "reopen": (lambda: guides.reopen(key, why, by=by), "可以修改了；公布以前公众看到的不变"),
        "withdraw": (lambda: publishing.withdraw(key, why, by=by), "办事指南已撤下"),
        "abandon": (lambda: guides.abandon(key, by=by), "已作废"),
    }
    if sent.get("step") not in steps:
        raise BadRequest("没有这一步，请返回重试")
    return taken(request, key, *steps[sent["step"]])


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One person's decision at the stage that the screen showed."""
    guide = within(request, int(asked(request, key, KIND).subject))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, guide, status=422, refused=form.refused, decision=form)
    try:
        reviewing.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, guide.pk), status=422, refused=str(broken), decision=form)
    messages.success(request, f"《{guide.title}》{form.at.label}：{form.decided.label}")
    return redirect("console:work")


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """One finding is taken on, with a reason."""
    sent = request.POST
    return taken(
        request,
        key,
        lambda: reviewing.answer(
            key, sent.get("fingerprint", ""), reason=sent.get("reason", ""), by=actor(request)
        ),
        "已记下说明，审核人员会看到",
    )
