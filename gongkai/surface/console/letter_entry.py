"""登记来信: what came by telephone, visit, post or another system is entered; the writer gets a receipt.

The receipt with the query code is shown once, in the answer to the form: the code is in no address.
"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.desk.engagement.rules.kinds import ENTERED, Channel, Kind
from gongkai.desk.engagement.rules.writing import MAX_LINE, MAX_TITLE, MAX_WORDS, Writing
from gongkai.desk.engagement.services import intake
from gongkai.ground.attachments.services.papers import recognised
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.ground.sealing.codes import new_token

from .endings import sent_by
from .gate import actor, staff
from .request_forms import choice, day, line

GROUPS = (
    ("收到", ("organisation", "channel", "outside", "submitted_on", "kind")),
    ("反映的事", ("title", "words", "place", "public")),
    ("写信人（本人不愿说的可不填）", ("name", "telephone", "email", "address")),
)
WRITTEN = ("title", "words", "place", "name", "telephone", "email", "address")


class EntryForm(forms.Form):
    """What a letter needs is checked by the room's rules, so that desk and portal ask the same."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    organisation = choice("受理单位", [])
    channel = choice("来信渠道", [(one.value, one.label) for one in Channel if one in ENTERED])
    outside = line("对方系统的工单号（热线、找错平台转来的填）", 120, required=False)
    submitted_on = day("收到日", required=True)
    kind = choice("来信类别", Kind.choices())
    title = line("标题", MAX_TITLE)
    words = forms.CharField(
        label="内容，照原话写",
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "请填写内容", "max_length": f"内容最多 {MAX_WORDS:,} 字"},
    )
    place = line("事情发生的地点", MAX_LINE, required=False)
    public = forms.BooleanField(label="写信人同意遮盖个人信息后公开来信和答复", required=False)
    name = line("姓名", MAX_LINE, required=False)
    telephone = line("电话", MAX_LINE, required=False)
    email = line("电子邮箱", MAX_LINE, required=False)
    address = line("通信地址", MAX_LINE, required=False)

    def writing(self) -> Writing:
        sent = self.cleaned_data
        return Writing(**{name: sent[name] for name in WRITTEN}, public=sent["public"])

    def groups(self) -> list[tuple[str, list[Any]]]:
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: HttpRequest) -> HttpResponse:
    """The form; when it is right, the receipt to print."""
    by = actor(request)
    begun = {"token": new_token(), "organisation": by.organisation, "submitted_on": timezone.localdate()}
    form = EntryForm(sent_by(request), initial=begun)
    bodies = [(one.code, one.name) for one in orgs.organisations(by.scope) if not one.closed_on]
    form.fields["organisation"].choices = bodies  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            taken = entered(request, form, by)
            return receipt(request, taken.letter, taken.code)
        except intake.Incomplete as missing:
            for name, wrong in missing.problems.items():
                form.add_error(name, wrong)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
    return render(request, "console/letter_entry.html", {"form": form}, status=422 if form.errors else 200)


def entered(request: HttpRequest, form: EntryForm, by: Actor) -> intake.Taken:
    sent, now = form.cleaned_data, timezone.localtime()
    moment = now
    if sent["submitted_on"] != now.date():
        moment = timezone.make_aware(datetime.combine(sent["submitted_on"], time(12)))
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    return intake.enter(
        sent["organisation"],
        Kind(sent["kind"]),
        form.writing(),
        sent["token"],
        channel=Channel(sent["channel"]),
        submitted_at=moment,
        outside=sent["outside"],
        papers=recognised(files),
        by=by,
    )


def receipt(request: HttpRequest, letter: Any, code: str) -> HttpResponse:
    """The number and the query code, once, to be printed and handed over."""
    if not code:
        raise BadRequest("没有查询码")
    return render(request, "console/letter_receipt.html", {"letter": letter, "code": code})
