"""Applying, in four steps: look for what is already public, fill in, look over and send, receipt.

What was typed travels in the form itself from page to page; nothing of it is kept before it is sent. The form
has a token, and a token is one case: sent twice, reloaded, or pressed twice, it is the same case and code.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries.codes import new_token
from gongkai.desk.disclosure.rules.forms import Application, problems
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import filing
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import columns
from gongkai.record.search import public as engine

from ..listing import found
from ..naming import full_name, names
from . import forms, limits, rights, robots
from .answering import TOO_MANY, choices, page, private

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
SHOWN = 6  # publications offered before the form goes on
LONGEST = 200  # characters of what is looked for
WRONG = 422


@private("GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """The step that was asked for, by the button that was pressed."""
    body = wanted(request)
    step = request.POST.get("step", "")
    if body is None:
        return choose(request, _("请先选择一个机关。") if step else "")
    match step:
        case "look":
            return look(request, body)
        case "fill":
            return fill(request, body, forms.resumed(request.POST))
        case "change":
            return fill(request, body, forms.typed(request.POST))
        case "check":
            return check(request, body)
        case "send":
            return send(request, body)
    return choose(request, "", body.code)


def wanted(request: HttpRequest) -> Any:
    """The organisation that is asked; None while none, or one that cannot be asked, is chosen."""
    code = request.POST.get("organisation") or request.GET.get("organisation", "")
    body = orgs.by_code(code) if code else None
    return body if body and not body.closed_on and body.kind in filing.ASKED else None


def choose(request: HttpRequest, wrong: str = "", chosen: str = "") -> HttpResponse:
    """Step 1: whom, and what."""
    groups, cut = choices(filing.ASKED, chosen)
    context = {
        "groups": groups,
        "cut": cut,
        "chosen": chosen,
        "wish": request.POST.get("wish", ""),
        "wrong": wrong,
        "carried": forms.carried(request.POST),
        "step": 1,
    }
    return shown(request, "choose", context, WRONG if wrong else 200)


def look(request: HttpRequest, body: Any) -> HttpResponse:
    """Still step 1: what is already public and may be it."""
    wish = request.POST.get("wish", "").replace("\0", "").strip()
    if not wish:
        return choose(request, _("请写明您要什么信息。"), body.code)
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in wish).split())[:LONGEST]
    hits = engine.search(words, limit=SHOWN).hits
    shelf = columns.column(body.code, timezone.localdate(), count=False)
    context = {
        "body": body,
        "name": full_name(body),
        "wish": wish,
        "rows": found(hits, names()),
        "guide": shelf.guide,
        "carried": forms.carried(request.POST),
        "step": 1,
    }
    return shown(request, "look", context)


def fill(
    request: HttpRequest, body: Any, application: Application, errors: dict[str, str] | None = None
) -> HttpResponse:
    """Step 2: the form."""
    groups = forms.groups(application, errors or {})
    context = {
        "body": body,
        "name": full_name(body),
        "groups": groups,
        "wrong": [field for group in groups for field in group.fields if field.error],
        "token": token(request),
        "wish": request.POST.get("wish", ""),
        "step": 2,
    }
    return shown(request, "fill", context, WRONG if errors else 200)


def check(
    request: HttpRequest, body: Any, wrong: str = "", failed: str = "", status: int = 200
) -> HttpResponse:
    """Step 3: everything once more, files, and the applicant's own confirmation (art. 31)."""
    application = forms.typed(request.POST)
    if errors := problems(application):
        return fill(request, body, application, errors)
    known = token(request)
    context = {
        "body": body,
        "name": full_name(body),
        "lines": forms.lines(application),
        "hidden": forms.hidden(application),
        "token": known,
        "gate": robots.gate(known, failed),
        "wrong": wrong,
        "wish": request.POST.get("wish", ""),
        "step": 3,
    }
    return shown(request, "check", context, status)


def send(request: HttpRequest, body: Any) -> HttpResponse:
    """Take the form in; a receipt, or the page again with what is wrong."""
    application, known, place = forms.typed(request.POST), token(request), limits.place(request)
    if errors := problems(application):
        return fill(request, body, application, errors)
    if not limits.take(limits.TRIED, place):
        return check(request, body, wrong=slower(), status=TOO_MANY)
    if failed := robots.trouble(request.POST, known):
        return check(request, body, failed=failed, status=WRONG)
    if not request.POST.get("confirmed"):
        return check(request, body, wrong=_("请勾选“确认提交”。"), status=WRONG)
    try:
        papers = forms.papers(request.FILES.getlist("files"))
        if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
            return check(request, body, wrong=slower(), status=TOO_MANY)
        case, _code = filing.submit(body.code, application, known, papers)
    except (Refused, RuleBroken) as refused:
        return check(request, body, wrong=_(str(refused)), status=WRONG)
    response = HttpResponseRedirect(reverse("portal:request_receipt"))
    rights.give(response, case)
    rights.give_receipt(response, "request", known)
    return response


def token(request: HttpRequest) -> str:
    """The form's token as it came, or a new one."""
    known = request.POST.get("token", "")
    return known if TOKEN.fullmatch(known) else new_token()


def unchosen(request: HttpRequest) -> dict[str, str]:
    """What is said at the choice of an organisation when none is chosen: with all else that is wrong."""
    return {} if request.POST.get("organisation") else {"organisation": _("请选择一个机关或者单位")}


def slower() -> str:
    """What is said to an address that sends too much."""
    return _("这个网络地址提交得太多，请过一小时再试，或者当面、邮寄提交。您填写的内容还在这一页上。")


def shown(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    steps = [_("查找和选择"), _("填写"), _("核对并提交"), _("回执")]
    context |= {"steps": list(enumerate(steps, start=1))}
    return page(
        request, name, _("申请公开政府信息"), context, path=reverse("portal:request_new"), status=status
    )
