"""Take-downs that wait for a second person, and what that person decides."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import takedowns as queries
from gongkai.record.catalogue.rules.endings import Ending, Verdict
from gongkai.record.catalogue.services import takedowns as services

from .endings import CONSEQUENCES, sent_by
from .gate import actor, staff

RESTORE = "restore"
ANSWERS = [(RESTORE, "恢复公开"), *Ending.choices()]


class ReviewForm(forms.Form):
    answer = forms.ChoiceField(choices=ANSWERS, error_messages={"required": "请选择复核结论。"})
    words = forms.CharField(max_length=400, error_messages={"required": "请填写复核意见。"})
    reason = forms.CharField(max_length=400, required=False)
    successor = forms.CharField(max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if sent.get("answer") not in (None, RESTORE) and not sent.get("reason"):
            self.add_error("reason", "不再公开须填写向社会公开的理由。")
        return sent


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Waiting ones, the longest first, then the latest decisions."""
    scope = actor(request).scope
    context = {
        "waiting": queries.waiting(scope),
        "reviewed": queries.reviewed(scope),
        "now": timezone.now(),
    }
    return render(request, "console/take_downs.html", context)


def may_review(request: HttpRequest, taken: Any) -> bool:
    by = actor(request)
    other = by.person and by.person != taken.opened_by_id
    return bool(other and taken.verdict == Verdict.WAITING and {Duty.FINAL, Duty.PUBLISH} & set(by.duties))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One take-down; POST decides it."""
    taken = queries.take_down(actor(request).scope, number)
    if taken is None:
        raise Http404("没有找到这次下架")
    form = ReviewForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            decide(taken, form.cleaned_data, request)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"{taken.publication.identifier} 的下架已复核，公众页面随即更新")
            return redirect("console:take_downs")
    context = {
        "taken": taken,
        "publication": taken.publication,
        "form": form,
        "may_review": may_review(request, taken),
        "own": taken.opened_by_id and taken.opened_by_id == actor(request).person,
        "ways": [(way, CONSEQUENCES[way]) for way in Ending],
        "now": timezone.now(),
    }
    return render(request, "console/take_down.html", context, status=422 if form.errors else 200)


def decide(taken: Any, sent: dict[str, Any], request: HttpRequest) -> None:
    by, words = actor(request), sent["words"]
    if sent["answer"] == RESTORE:
        services.restore(taken.pk, words=words, by=by)
        return
    services.confirm(
        taken.pk,
        ending=Ending(sent["answer"]),
        reason=sent["reason"],
        words=words,
        successor=sent["successor"],
        by=by,
    )
