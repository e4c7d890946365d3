"""What an applicant may do on the case's page: correct, withdraw, say how it was, take files, leave."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.rules.stages import ALIVE, RuleBroken
from gongkai.desk.disclosure.services import handling, rating, showing
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.ground.attachments.rules import MEDIA, Format, Refused, names
from gongkai.ground.deadlines.rules.events import Illegal

from ..files import ANY
from . import forms, limits, rights, status
from .answering import TOO_MANY, page, private

CaseView = Callable[..., HttpResponse]


def mine(*methods: str) -> Callable[[CaseView], CaseView]:
    """A view of the case that this browser may see; without the right it is the query form.

    The address of an act that is sent stays in the browser's bar when it was refused: entered again, it
    leads to the case and does nothing.
    """

    def decorated(view: CaseView) -> CaseView:
        @private("GET", *methods)
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD") and "GET" not in methods:
                return back()
            case = rights.holder(request)
            return view(request, case, **kwargs) if case else back()

        return wrapped

    return decorated


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:request_status"))


@mine("POST")
def correct(request: HttpRequest, case: Any) -> HttpResponse:
    """The correction that was asked for, with files (art. 30)."""
    words = request.POST.get("words", "").replace("\0", "")
    if not limits.take(limits.TRIED, limits.place(request)):
        return status.shown(request, case, _("提交得太多，请过一小时再试。"), TOO_MANY, words)
    try:
        papers = forms.papers(request.FILES.getlist("files"))
        handling.correct(case.pk, words=words, papers=papers, by=APPLICANT)
    except (Refused, RuleBroken, Illegal) as refused:
        return status.shown(request, case, str(refused), status.WRONG, words)
    return back()


@mine("GET", "POST")
def withdraw(request: HttpRequest, case: Any) -> HttpResponse:
    """Ask once more, then take the request back."""
    if request.method == "POST":
        try:
            handling.withdraw(
                case.pk, words=request.POST.get("words", "").replace("\0", "")[:2000].strip(), by=APPLICANT
            )
        except (RuleBroken, Illegal) as refused:
            return status.shown(request, case, str(refused), status.WRONG)
        return back()
    if case.stage not in ALIVE:
        return back()
    path = reverse("portal:request_withdraw")
    return page(request, "withdraw", _("撤回申请"), {"case": case}, path=path)


@mine("POST")
def rate(request: HttpRequest, case: Any) -> HttpResponse:
    """How the handling was, once."""
    score = request.POST.get("score", "")
    try:
        rating.rate(case.pk, int(score) if score in tuple("12345") else 0, by=APPLICANT)
    except RuleBroken as refused:
        return status.shown(request, case, str(refused), status.WRONG)
    return back()


@mine("GET")
def file(request: HttpRequest, case: Any, key: int) -> HttpResponse:
    """A file that came with the reply, as a download that no browser shows or runs."""
    found = showing.handed(case, key)
    if found is None:
        raise Http404("no such file")
    row, name, content = found
    kind = ANY if row.format == Format.HTML else MEDIA[Format(row.format)]
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, names.safe(name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@private("GET", "POST")
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the right and the receipt on this computer; the address alone forgets nothing."""
    response = HttpResponseRedirect(reverse("portal:requests"))
    if request.method == "POST":
        rights.take(response)
    return response
