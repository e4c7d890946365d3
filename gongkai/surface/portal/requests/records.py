"""Asking an organ to correct what it has on record about oneself (条例 art. 41): the form, and its end."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.rules.forms import Identity
from gongkai.desk.disclosure.rules.record_corrections import LABELS, LONG, MAX_LINE, MAX_WORDS, Claim
from gongkai.desk.disclosure.rules.record_corrections import problems as wrong_with
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import record_corrections
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.desk.disclosure.services.filing import ASKED
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.sealing.services import Destroyed

from ..naming import full_name
from . import limits, rights, robots
from .answering import TOO_MANY, choices, page, private
from .applying import slower, token, unchosen
from .forms import Field, papers
from .receipts import RECORD

WRONG = 422


@private("GET", "POST")
def correct(request: HttpRequest) -> HttpResponse:
    """The form; a receipt once it was sent."""
    return send(request) if request.method == "POST" else form(request)


def form(
    request: HttpRequest, errors: dict[str, str] | None = None, failed: str = "", status: int = 200
) -> HttpResponse:
    """The form with what was typed and what is wrong with it."""
    known, wrong = token(request), errors or {}
    chosen = request.POST.get("organisation") or request.GET.get("organisation", "")
    groups, cut = choices(ASKED, chosen)
    context = {
        "groups": groups,
        "cut": cut,
        "chosen": chosen,
        "fields": fields(request, wrong),
        "wrong": wrong.get("", ""),
        "organisation_wrong": wrong.get("organisation", ""),
        "any": bool(wrong),
        "token": known,
        "gate": robots.gate(known, failed),
    }
    path = reverse("portal:request_record")
    return page(request, "record", _("更正与自己有关的信息"), context, path=path, status=status)


def fields(request: HttpRequest, wrong: dict[str, str]) -> list[Field]:
    """What art. 41 asks, as it stands on the page."""
    hints = {
        "record": _("例如证明、通知、登记的名称和日期"),
        "evidence": _("写明证据是什么，照片或者文件在下面添加"),
    }
    typed = typed_by(request)
    found = []
    for name, label in LABELS.items():
        one = Field(name, _(label), getattr(typed, name), hints.get(name, ""), needed=True, limit=MAX_LINE)
        if name in LONG:
            one = replace(one, kind="long", limit=MAX_WORDS)
        if name == "identity":
            one = replace(one, kind="radio", options=[(each.value, _(each.label)) for each in Identity])
        found.append(replace(one, error=_(wrong[name]) if name in wrong else ""))
    return found


def send(request: HttpRequest) -> HttpResponse:
    """Take the form in; a receipt, or the page again with what is wrong."""
    known, place, claim = token(request), limits.place(request), typed_by(request)
    if errors := unchosen(request) | wrong_with(claim):
        return form(request, errors, status=WRONG)
    if not limits.take(limits.TRIED, place):
        return form(request, {"": slower()}, status=TOO_MANY)
    if failed := robots.trouble(request.POST, known):
        return form(request, failed=failed, status=WRONG)
    try:
        kept = papers(request.FILES.getlist("files"))
        if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
            return form(request, {"": slower()}, status=TOO_MANY)
        code = request.POST.get("organisation", "")
        record_corrections.receive(code, claim, known, kept, by=APPLICANT)
    except (Refused, RuleBroken) as refused:
        return form(request, {"": _(str(refused))}, status=WRONG)
    response = HttpResponseRedirect(reverse("portal:request_receipt"))
    rights.give_receipt(response, RECORD, known)
    return response


def typed_by(request: HttpRequest) -> Claim:
    return Claim(**{name: request.POST.get(name, "").replace("\r\n", "\n") for name in LABELS})


def state(request: HttpRequest, row: Any) -> HttpResponse:
    """How the matter stands, and its answer: for who has shown number and code."""
    try:
        answer = record_corrections.answer_of(row)
    except Destroyed:
        answer = ""
    context = {
        "row": row,
        "name": full_name(row.organisation),
        "state": _(row.get_state_display()),
        "to": full_name(row.transferred_to) if row.transferred_to else "",
        "answer": answer,
    }
    path = reverse("portal:request_status")
    return page(request, "record_state", _("更正办理情况"), context, path=path)
