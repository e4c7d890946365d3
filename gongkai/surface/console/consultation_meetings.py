"""Hearings and interviews of a consultation: announced with their materials, recorded, or called off."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.consultations.queries import meetings as queries
from gongkai.desk.consultations.rules.meetings import MAX_PLACE, MAX_TEXT, MAX_TITLE, Meeting, MeetingKind
from gongkai.desk.consultations.rules.phases import VISIBLE, Phase
from gongkai.desk.consultations.services import meetings
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .consultations import within
from .gate import actor, staff

MINUTE = "%Y-%m-%dT%H:%M"


class MeetingForm(forms.Form):
    """What the public reads of an event before it is held."""

    kind = forms.ChoiceField(label="形式", choices=MeetingKind.choices())
    title = forms.CharField(label="名称", max_length=MAX_TITLE)
    at = forms.DateTimeField(
        label="时间",
        input_formats=[MINUTE],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
    )
    place = forms.CharField(label="地点，在线的写网址", max_length=MAX_PLACE)
    materials = forms.CharField(
        label="材料（听证会必填，公布）",
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    participants = forms.CharField(
        label="参加人名单（听证会必填，公布）",
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def meeting(self) -> Meeting:
        typed = dict(self.cleaned_data)
        return Meeting(**typed | {"kind": MeetingKind(typed["kind"])})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def listing(request: HttpRequest, key: int) -> HttpResponse:
    """What is announced, and the form for another."""
    row, form = within(request, key), MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = meetings.announce(key, form.meeting(), by=actor(request))
        except (NotAllowed, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"已公布：{made.title}")
            return redirect("console:consultation_meetings", key)
    return shown(request, row, form, status=422 if form.errors else 200)


def shown(
    request: HttpRequest, row: Any, form: MeetingForm, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    now = timezone.now()
    may = Duty.PUBLISH in actor(request).duties and row.phase in VISIBLE - {Phase.FINISHED}
    held = queries.of(row.pk)
    context = {
        "row": row,
        "form": form,
        "meetings": [(one, state(one, now)) for one in held],
        "may": may,
        "refused": refused,
    }
    return render(request, "console/consultation_meetings.html", context, status=status)


def state(meeting: Any, now: datetime) -> str:
    """Which of its steps is next."""
    if meeting.cancelled_reason:
        return "cancelled"
    return "held" if meeting.at <= now else "ahead"


@require_POST
@staff
def step(request: HttpRequest, key: int, meeting: int) -> HttpResponse:
    """Its record is published, or it is called off."""
    row, by, sent = within(request, key), actor(request), request.POST
    if queries.one(key, meeting) is None:
        raise Http404("没有这次活动")
    try:
        match sent.get("act"):
            case "record":
                meetings.keep_record(key, meeting, sent.get("words", ""), by=by)
                done = "已公布记录"
            case "cancel":
                meetings.cancel(key, meeting, sent.get("words", ""), by=by)
                done = "已取消，理由已公布"
            case _:
                raise BadRequest("没有这个步骤，请刷新页面")
    except (NotAllowed, ValueError) as refused:
        return shown(request, row, MeetingForm(), status=422, refused=str(refused))
    messages.success(request, done)
    return redirect("console:consultation_meetings", key)
