"""Steps of a consultation: to review and back, decided, published, concluded. Refusals stand on its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk.consultations.rules.phases import Phase
from gongkai.desk.consultations.services import concluding, opening, reviewing
from gongkai.desk.consultations.services.checking import DRAFT, RESULT
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import reviews

from .consultations import shown, within
from .decisions import DecisionForm, asked
from .gate import actor, staff

NEVER = -1  # a revision that none has


def revision(request: HttpRequest) -> int:
    """Which revision the screen showed."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NEVER


def taken(request: HttpRequest, key: int, act: Callable[[], Any], done: str) -> HttpResponse:
    """Do a step; what it refuses stands on the consultation's page."""
    within(request, key)
    try:
        act()
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, done)
    return redirect("console:consultation", key)


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Whatever the pressed button says."""
    row, by, sent = within(request, key), actor(request), request.POST
    publish = opening.publish if row.phase in (Phase.PREPARING, Phase.OPEN) else concluding.publish
    seen = revision(request)
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "submit": (lambda: reviewing.submit(key, revision=seen, by=by), "已送审"),
        "recall": (lambda: reviewing.recall(key, by=by), "已撤回，可以继续修改"),
        "publish": (lambda: publish(key, by=by), "已公布"),
        "revise": (lambda: opening.revise(key, revision=seen, by=by), "请修改草案，公众看到的仍是现在的版本"),
        "summarise": (
            lambda: concluding.summarise(key, sent.get("summary", ""), revision=seen, by=by),
            "已保存结果说明",
        ),
        "finish": (
            lambda: concluding.finish(key, sent.get("final", ""), sent.get("note", ""), by=by),
            "已公布最终决定",
        ),
    }
    wanted = acts.get(sent.get("step", ""))
    if wanted is None:
        raise BadRequest("没有这个步骤，请刷新页面")
    return taken(request, key, *wanted)


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """One finding about the words is taken on, with a reason."""
    sent = request.POST
    act = lambda: reviewing.answer(  # noqa: E731 - one call, made where a refusal is caught
        key, sent.get("fingerprint", ""), reason=sent.get("reason", ""), by=actor(request)
    )
    return taken(request, key, act, "已记录说明")


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision on a draft or a result, by the review's number."""
    found = reviews.one(actor(request).scope, key)
    kind = RESULT if found is not None and found.kind == RESULT else DRAFT
    number, form = int(asked(request, key, kind).subject), DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, within(request, number), status=422, refused=form.refused, decision=form)
    return taken(
        request,
        number,
        lambda: reviewing.decide(kind, key, form.decided, form.said, stage=form.at, by=actor(request)),
        f"{form.at.label}：{form.decided.label}",
    )
