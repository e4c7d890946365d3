"""How a clerk ends a publication, brings one back, or takes one down at once.

An ending takes two steps: the first shows what will happen and to where it will lead, the second does it.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries.keys import successor_of
from gongkai.record.catalogue.rules import RuleBroken, Status
from gongkai.record.catalogue.rules.endings import BASES, REVIEW_HOURS, Ending, Ground, check, readable
from gongkai.record.catalogue.services import publications as services
from gongkai.record.catalogue.services import takedowns

from .gate import actor, staff
from .publications import within

LONG = {"required": "请填写理由。", "max_length": "理由最多 400 个字，请缩短。"}
BOX = forms.Textarea(attrs={"rows": 4, "aria-describedby": "reason-help"})
CONSEQUENCES = {
    Ending.WITHDRAWN: "全文仍可查阅，顶端写明已撤回和理由；从列表、检索、订阅中消失。不再作为依据时选。",
    Ending.IN_ERROR: "全文不再显示，原地址显示理由，或者转向更正后的信息。错发、重复发布时选。",
    Ending.CONSOLIDATED: "原地址转向并入的信息。内容已收进另一份信息时选。",
    Ending.REMOVED: "标题、正文、各版本、专用附件全部删除，不能恢复，只留删除依据和指纹。法律要求时才选。",
}


class EndForm(forms.Form):
    ending = forms.ChoiceField(choices=Ending.choices(), error_messages={"required": "请选择办理方式。"})
    ground = forms.ChoiceField(choices=[("", "请选择"), *Ground.choices()], required=False)
    reason = forms.CharField(max_length=400, widget=BOX, error_messages=LONG)
    successor = forms.CharField(max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if not {"ending", "reason"} <= set(sent):
            return sent
        if sent["ending"] == Ending.REMOVED:
            if not sent["ground"]:
                self.add_error("ground", "依法删除须选择法定情形。")
            return sent
        try:
            check(Ending(sent["ending"]), successor=bool(sent["successor"].strip()))
        except RuleBroken as broken:
            self.add_error("successor", str(broken))
        return sent


class NoteForm(forms.Form):
    reason = forms.CharField(max_length=400, widget=BOX, error_messages=LONG)


def sent_by(request: HttpRequest) -> Any:
    """What a form is bound to: an empty POST is one too."""
    return request.POST if request.method == "POST" else None


def ways(publication: Any) -> list[Ending]:
    """The ways that are open: what was withdrawn already can only be removed."""
    if publication.status == Status.PUBLISHED:
        return list(Ending)
    return [Ending.REMOVED] if publication.status == Status.WITHDRAWN else []


def may_end(request: HttpRequest, publication: Any) -> bool:
    return bool(ways(publication)) and Duty.PUBLISH in actor(request).duties


def may_restore(request: HttpRequest, publication: Any) -> bool:
    return publication.status == Status.WITHDRAWN and Duty.PUBLISH in actor(request).duties


def may_suspend(request: HttpRequest, publication: Any) -> bool:
    return readable(publication.status, publication.ending) and Duty.OFFICER in actor(request).duties


def told(sent: dict[str, Any]) -> str:
    """The public reason: of a removal the ground first."""
    if sent["ending"] != Ending.REMOVED:
        return str(sent["reason"])
    return f"{Ground(sent['ground']).label}：{sent['reason']}"


def end(identifier: str, sent: dict[str, Any], request: HttpRequest) -> None:
    by = actor(request)
    if sent["ending"] == Ending.REMOVED:
        services.remove(identifier, basis=told(sent), by=by)
    else:
        ending, successor = Ending(sent["ending"]), sent["successor"]
        services.withdraw(identifier, reason=told(sent), ending=ending, successor=successor, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """Chooses a way, shows its consequences, and on confirmation ends the publication."""
    publication = within(request, organisation, serial)
    open_ways, form = ways(publication), EndForm(sent_by(request))
    context: dict[str, Any] = {"publication": publication, "form": form}
    context["allowed"] = may_end(request, publication)
    context["choices"] = [(way, CONSEQUENCES[way]) for way in open_ways]
    context |= {
        "grounds": Ground.choices(),
        "bases": [(one.label, BASES[one]) for one in Ground if BASES[one]],
    }
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            if "confirmed" in request.POST:
                end(publication.identifier, sent, request)
                messages.success(
                    request,
                    f"{publication.identifier} 已办理“{Ending(sent['ending']).label}”，公众页面随即更新",
                )
                return redirect("console:publication", organisation, serial)
            way = Ending(sent["ending"])
            leads = sent["successor"].strip() if way != Ending.REMOVED else ""
            context |= {"way": way, "consequence": CONSEQUENCES[way], "reason": told(sent), "sent": sent}
            context["successor"] = successor_of(leads, publication) if leads else None
            return render(request, "console/withdraw_confirm.html", context)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
    return render(request, "console/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def restore(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """Brings a withdrawn publication back as a new version with a public note."""
    publication = within(request, organisation, serial)
    form = NoteForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.restore(publication.identifier, note=form.cleaned_data["reason"], by=actor(request))
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"《{publication.title}》已恢复公开，成为新的版本")
            return redirect("console:publication", organisation, serial)
    context = {"publication": publication, "form": form, "allowed": may_restore(request, publication)}
    return render(request, "console/restore.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def suspend(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """The duty officer's button: gone everywhere at once, decided by another person afterwards."""
    publication = within(request, organisation, serial)
    form = NoteForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            taken = takedowns.suspend(
                publication.identifier, reason=form.cleaned_data["reason"], by=actor(request)
            )
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(
                request, f"{publication.identifier} 已下架，请通知另一人在 {REVIEW_HOURS} 小时内复核"
            )
            return redirect("console:take_down", taken.pk)
    context = {
        "publication": publication,
        "form": form,
        "allowed": may_suspend(request, publication),
        "hours": REVIEW_HOURS,
    }
    return render(request, "console/suspend.html", context, status=422 if form.errors else 200)
