"""Complaining: from a case's page to the organ above (条例 arts. 47, 51), or of a public enterprise to its
competent department (art. 55), which is what there is instead of a request."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.rules.complaints import Complaint
from gongkai.desk.disclosure.rules.complaints import problems as wrong_with
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import complaining
from gongkai.desk.disclosure.services.filing import ASKED
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import OrganisationKind

from ..naming import full_name
from . import limits, rights, robots
from .answering import TOO_MANY, choices, page, private
from .applying import slower, token, unchosen
from .receipts import COMPLAINT

ALL = frozenset(OrganisationKind)
WRONG = 422


@private("GET", "POST")
def complain(request: HttpRequest) -> HttpResponse:
    """The form; a receipt once it was sent. From a case's own page the case goes along."""
    case = rights.holder(request) if _from_case(request) else None
    if request.method == "POST":
        return send(request, case)
    return form(request, case)


def form(
    request: HttpRequest,
    case: Any,
    errors: dict[str, str] | None = None,
    failed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form with what was typed and what is wrong with it."""
    known = token(request)
    chosen = request.POST.get("organisation") or request.GET.get("organisation", "")
    groups, cut = choices(ALL, chosen)
    body = case.organisation if case else orgs.by_code(chosen) if chosen else None
    context = {
        "case": case,
        "body": body,
        "name": full_name(body) if body else "",
        "addressee": full_name(body.parent or body) if body else "",
        "enterprise": bool(body and body.kind not in ASKED),
        "groups": groups,
        "cut": cut,
        "chosen": chosen,
        "typed": _typed(request),
        "errors": {name: _(words) for name, words in (errors or {}).items()},
        "organisation_wrong": (errors or {}).get("organisation", ""),
        "token": known,
        "gate": None if case else robots.gate(known, failed),
    }
    path = reverse("portal:request_complain")
    return page(request, "complain", _("投诉"), context, path=path, status=status)


def send(request: HttpRequest, case: Any) -> HttpResponse:
    """Take the complaint in. Who has shown a case's code is no robot."""
    known, place, content = token(request), limits.place(request), _typed(request)
    code = case.organisation.code if case else request.POST.get("organisation", "")
    if errors := ({} if case else unchosen(request)) | wrong_with(content):
        return form(request, case, errors, status=WRONG)
    if not limits.take(limits.TRIED, place):
        return form(request, case, {"": slower()}, status=TOO_MANY)
    if case is None and (failed := robots.trouble(request.POST, known)):
        return form(request, case, failed=failed, status=WRONG)
    if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
        return form(request, case, {"": slower()}, status=TOO_MANY)
    try:
        complaining.complain(code, content, known, case=case.pk if case else None)
    except RuleBroken as refused:
        return form(request, case, {"": str(refused)}, status=WRONG)
    response = HttpResponseRedirect(reverse("portal:request_receipt"))
    rights.give_receipt(response, COMPLAINT, known)
    return response


def _from_case(request: HttpRequest) -> bool:
    return "case" in (request.POST if request.method == "POST" else request.GET)


def _typed(request: HttpRequest) -> Complaint:
    sent = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in ("words", "name", "contact")}
    return Complaint(**sent)
