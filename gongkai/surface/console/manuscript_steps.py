"""What can be done with a manuscript beside writing: send, take back, schedule, publish, give up, hurry."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk.documents.services import manuscripts, publishing, submitting
from gongkai.ground.orgs.rules import NotAllowed

from .gate import actor, staff
from .manuscripts import back, shown, within


class MinuteForm(forms.Form):
    at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": "请选择发布的日期和时间",
            "invalid": "时间的写法不对，请写成 2026-03-05 09:30 的样子",
        },
    )


class RevisionForm(forms.Form):
    revision = forms.IntegerField(min_value=1)


def taken(request: HttpRequest, key: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Do a step; what it refuses is shown on the manuscript's page, with its reason."""
    manuscript = within(request, key)
    try:
        step()
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, f"《{manuscript.title}》{done}")
    return back(request, key)


@require_POST
@staff
def submit(request: HttpRequest, key: int) -> HttpResponse:
    form = RevisionForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else 0
    return taken(
        request,
        key,
        lambda: submitting.submit(key, revision=revision, by=actor(request)),
        "已送审，可以在这里看到办理到哪一步",
    )


@require_POST
@staff
def recall(request: HttpRequest, key: int) -> HttpResponse:
    return taken(request, key, lambda: submitting.recall(key, by=actor(request)), "已撤回，可以继续修改")


@require_POST
@staff
def abandon(request: HttpRequest, key: int) -> HttpResponse:
    return taken(
        request, key, lambda: manuscripts.abandon(key, by=actor(request)), "已作废，仍可在列表中按状态查到"
    )


@require_POST
@staff
def publish(request: HttpRequest, key: int) -> HttpResponse:
    return taken(
        request, key, lambda: publishing.publish(key, by=actor(request)), "已公开，公众页面两秒内可见"
    )


@require_POST
@staff
def schedule(request: HttpRequest, key: int) -> HttpResponse:
    """Set or take away the minute."""
    if "cancel" in request.POST:
        return taken(
            request, key, lambda: publishing.schedule(key, None, by=actor(request)), "已取消定时发布"
        )
    form = MinuteForm(request.POST)
    if not form.is_valid():
        refused = "；".join(form.errors.get("at", []))
        return shown(request, within(request, key), status=422, refused=refused)
    at = form.cleaned_data["at"]
    return taken(
        request,
        key,
        lambda: publishing.schedule(key, at, by=actor(request)),
        f"将于 {at:%Y-%m-%d %H:%M} 自动公开",
    )


@require_POST
@staff
def hurry(request: HttpRequest, key: int) -> HttpResponse:
    """Publish before review, for a named duty holder."""
    reason = request.POST.get("reason", "")
    return taken(
        request,
        key,
        lambda: publishing.publish_emergency(key, reason, by=actor(request)),
        "已应急发布，并已提交事后审核",
    )


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Take a finding on: it stays, with a reason that the reviewers see."""
    manuscript = within(request, key)
    subject, reason = request.POST.get("subject", ""), request.POST.get("reason", "")
    if subject.partition("/")[0] != str(manuscript.pk):
        return redirect("console:manuscript", key)
    fingerprint = request.POST.get("fingerprint", "")
    return taken(
        request,
        key,
        lambda: submitting.answer(key, subject, fingerprint, reason=reason, by=actor(request)),
        "已记下您的说明，审核人员会看到",
    )
