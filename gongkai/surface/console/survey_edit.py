"""The questions editor: a form that works without scripts. Every button saves: nothing typed is lost."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import (
    MAX_INTRODUCTION,
    MAX_OPTIONS,
    MAX_QUESTIONS,
    MAX_TITLE,
    MAX_WORDS,
    Content,
    Kind,
    Question,
    RuleBroken,
    State,
    changed,
    lacking,
)
from gongkai.desk.consultations.services import surveys
from gongkai.desk.consultations.services.surveys import KIND
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import findings

from .gate import actor, staff
from .pages import number
from .surveys import within

MOMENT = "%Y-%m-%dT%H:%M"
TYPED = 4_000  # characters of options that are read at all


class BadMoment(RuleBroken):
    """A time that is none."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """The editor; a press of any button saves, then adds, moves or removes a question."""
    survey = within(request, key)
    if request.method != "POST":
        if survey.state != State.DRAFTING:
            return redirect("console:survey", key)
        return form(request, survey, queries.content_of(survey))
    do, content = request.POST.get("do", ""), typed(request)
    try:
        moments = [moment(request.POST.get(name, "")) for name in ("opens_at", "closes_at")]
        kept = Content(
            content.title, content.introduction, changed(content.questions, do), moments[0], moments[1]
        )
        surveys.save(key, kept, revision=number(request, "revision"), by=actor(request))
    except (RuleBroken, NotAllowed) as refused:
        return form(request, within(request, key), content, str(refused), status=422)
    if do == "done":
        return redirect("console:survey", key)
    return redirect(reverse("console:edit_survey", args=[key]) + anchor(do, len(kept.questions)))


def form(
    request: HttpRequest, survey: Any, content: Content, refused: str = "", status: int = 200
) -> HttpResponse:
    """The form with what stands there or was typed; a press after a refusal saves over what is newer."""
    at = {name: request.POST.get(name, "") for name in ("opens_at", "closes_at")} if refused else {}
    context = {
        "survey": survey,
        "content": content,
        "opens_at": at.get("opens_at", content.opens_at.strftime(MOMENT) if content.opens_at else ""),
        "closes_at": at.get("closes_at", content.closes_at.strftime(MOMENT) if content.closes_at else ""),
        "kinds": Kind.choices(),
        "refused": refused,
        "lacking": [] if refused else lacking(content, timezone.now()),
        "findings": findings.of(KIND, [str(survey.pk)]),
        "limits": {"title": MAX_TITLE, "introduction": MAX_INTRODUCTION, "words": MAX_WORDS,
                   "options": MAX_OPTIONS, "questions": MAX_QUESTIONS},
    }  # fmt: skip
    return render(request, "console/survey_edit.html", context, status=status)


def typed(request: HttpRequest) -> Content:
    """What the form holds, without its times."""
    sent = request.POST
    count = min(number(request, "questions"), MAX_QUESTIONS)
    questions = tuple(
        Question(
            kind_of(sent.get(f"kind-{place}", "")),
            sent.get(f"words-{place}", ""),
            tuple(sent.get(f"options-{place}", "")[:TYPED].splitlines()),
            f"required-{place}" in sent,
            min(number(request, f"most-{place}"), 99),
        )
        for place in range(1, count + 1)
    )
    return Content(sent.get("title", ""), sent.get("introduction", ""), questions)


def kind_of(text: str) -> Kind:
    return Kind(text) if text in Kind.__members__.values() else Kind.SINGLE


def moment(text: str) -> datetime | None:
    """A time as typed, None for nothing. Raises BadMoment, in words."""
    text = text.strip()
    if not text:
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text[:16]))
    except (ValueError, OverflowError):
        raise BadMoment(f"“{text[:20]}”不是时间，请写成 2026-03-05T09:00 的样子") from None


def anchor(do: str, count: int) -> str:
    """Where the page is looked at after a press: the question that was moved or added."""
    act, _, text = do.partition("-")
    if act == "add":
        return f"#question-{count}"
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    shift = {"up": -1, "down": 1, "remove": -1}.get(act)
    return f"#question-{max(1, min(count, at + shift))}" if at and shift else ""
