"""Saying something about a clause: one form, with or without scripts, kept out of every store."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules.comments import MAX_CONTACT, MAX_NAME, MAX_WORDS, Comment, Stance
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.services import commenting

from ..intake import limits, robots, who
from ..intake.answering import TOO_MANY, private
from ..intake.sending import WRONG, token
from .answering import crumb, page, told, wanted
from .voices import remember, voice

STANCES = {stance.value: stance for stance in Stance}


@private("GET", "POST")
def comment(request: HttpRequest, key: int, anchor: int) -> HttpResponse:
    """The form for one clause; what was sent is received on the next page."""
    row = wanted(key)
    clause = queries.clause(row, anchor)
    if clause is None or clause.version.number != row.public_version:
        return page(request, "ended", row.title, told(row), path=_path(row, anchor), status=404)
    if not told(row)["open"]:
        return page(request, "ended", row.title, told(row), path=_path(row, anchor), status=410)
    return send(request, row, clause) if request.method == "POST" else form(request, row, clause)


def form(
    request: HttpRequest,
    row: Any,
    clause: Any,
    errors: dict[str, str] | None = None,
    failed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form with what was typed and what is wrong with it."""
    known, errors = token(request), errors or {}
    context = told(row) | {
        "clause": clause,
        "stances": [(stance.value, _(stance.label)) for stance in Stance],
        "typed": {name: request.POST.get(name, "") for name in ("stance", "words", "name", "contact")},
        "errors": {name: _(words) for name, words in errors.items()},
        "most": {"words": MAX_WORDS, "name": MAX_NAME, "contact": MAX_CONTACT},
        "token": known,
        "gate": robots.gate(known, failed),
        "signed_in": who.level(request),
        "entrance": who.entrance(request),
    }
    title = _("对%(clause)s提意见") % {"clause": clause.label}
    response = page(
        request,
        "comment",
        title,
        context,
        path=_path(row, clause.thread.anchor),
        crumbs=[crumb(row), (title, "")],
        status=status,
        plain=True,
    )
    remember(request, response)
    return response


def send(request: HttpRequest, row: Any, clause: Any) -> HttpResponse:
    """Take the comment in, or show the form again with everything that was typed."""
    known, place = token(request), limits.place(request)
    stance = STANCES.get(request.POST.get("stance", ""))
    if stance is None:
        return form(request, row, clause, {"stance": "请选择赞成、不赞成或者提出修改意见"}, status=WRONG)
    if not limits.take(limits.TRIED, place):
        return form(request, row, clause, {"": _slower()}, status=TOO_MANY)
    if failed := robots.trouble(request.POST, known):
        return form(request, row, clause, failed=failed, status=WRONG)
    if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
        return form(request, row, clause, {"": _slower()}, status=TOO_MANY)
    words, name, contact = (request.POST.get(field, "") for field in ("words", "name", "contact"))
    content = Comment(words, stance, name, contact)
    try:
        commenting.comment(row.pk, clause.thread.anchor, content, voice(request, known), known)
    except commenting.Incomplete as refused:
        return form(request, row, clause, refused.problems, status=WRONG)
    except RuleBroken as refused:
        return form(request, row, clause, {"": str(refused)}, status=WRONG)
    received_at = reverse("portal:consultation_received", args=[row.pk, clause.thread.anchor])
    return HttpResponseRedirect(received_at)


@private("GET")
def received(request: HttpRequest, key: int, anchor: int) -> HttpResponse:
    """What happens with it now."""
    row = wanted(key)
    context = told(row) | {"clause": queries.clause(row, anchor)}
    path = reverse("portal:consultation_received", args=[key, anchor])
    return page(request, "received", _("意见已收到"), context, path=path, crumbs=[crumb(row)], plain=True)


def _slower() -> str:
    return _("这个网络地址提交得太多，请过一小时再试。您填写的内容还在这一页上。")


def _path(row: Any, anchor: int) -> str:
    return reverse("portal:consultation_comment", args=[row.pk, anchor])
