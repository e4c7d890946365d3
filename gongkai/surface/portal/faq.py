"""常见问题: found by words, organisation and category; each stands on its publication's page.

From there readers say that it is wrong or outdated. Nothing is asked about the reader.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import faq as queries
from gongkai.desk.engagement.rules.faq import MAX_REASON, Fault
from gongkai.desk.engagement.services import faq_reports
from gongkai.record.catalogue.rules import Kind

from .facets import FIELDS
from .intake import limits, robots
from .intake.answering import TOO_MANY, private
from .intake.sending import WRONG, slower, token
from .meta_tags import column
from .page import Layout, answer, public
from .search import results

NARROWED = tuple(name for name in FIELDS if name != "kind")
STYLES = ("portal/document.css", "portal/requests.css")


@public
def listing(request: HttpRequest) -> HttpResponse:
    """/faq/: every public entry, by words and facets."""
    title = _("常见问题")
    layout = Layout(
        title,
        "participation",
        reverse("portal:faq"),
        crumbs=[*_way(), (title, "")],
        meta=column(title, _("群众常问的问题和各单位审核过的答案"), [title, _("问答")], _("互动栏目")),
        plain=True,
    )
    return results(request, layout, title, NARROWED, {"kind": [Kind.QUESTION.value]})


def beside(item: Any) -> dict[str, Any] | None:
    """What the page of an entry's publication shows beside it; None for what is no entry of ours."""
    entry = queries.of_publication(item.pk) if item.kind == Kind.QUESTION else None
    if entry is None:
        return None
    return {"review_by": entry.review_by, "report": reverse("portal:faq_report", args=[entry.pk])}


@private("GET", "POST")
def report(request: HttpRequest, key: int) -> HttpResponse:
    """The form in which a reader says what is wrong with an entry, and the thanks."""
    entry = queries.public(key)
    if entry is None or entry.publication is None:
        raise Http404("没有这条问答")
    if request.method == "POST":
        return _send(request, entry)
    return _form(request, entry)


def _send(request: HttpRequest, entry: Any) -> HttpResponse:
    known, place = token(request), limits.place(request)
    if not limits.take(limits.TRIED, place):
        return _form(request, entry, slower(), status=TOO_MANY)
    fault, reason = request.POST.get("fault", ""), request.POST.get("reason", "")
    if fault not in {one.value for one in Fault} or not 0 < len(reason.strip()) <= MAX_REASON:
        wrong = _("请选择“有误”或者“过时”，并写明哪里不对（最多 %(n)s 字）。") % {"n": MAX_REASON}
        return _form(request, entry, wrong, status=WRONG)
    if failed := robots.trouble(request.POST, known):
        return _form(request, entry, failed=failed, status=WRONG)
    if not (limits.take(limits.SENT_IN_HOUR, place) and limits.take(limits.SENT_IN_DAY, place)):
        return _form(request, entry, slower(), status=TOO_MANY)
    try:
        faq_reports.report(entry.pk, fault, reason, known)
    except ValueError as refused:
        return _form(request, entry, str(refused), status=WRONG)
    return HttpResponseRedirect(f"{reverse('portal:faq_report', args=[entry.pk])}?sent=1")


def _form(
    request: HttpRequest, entry: Any, wrong: str = "", failed: str = "", status: int = 200
) -> HttpResponse:
    title, known = _("反映问答有误或过时"), token(request)
    layout = Layout(
        title,
        "participation",
        reverse("portal:faq_report", args=[entry.pk]),
        crumbs=[*_way(), (_("常见问题"), reverse("portal:faq")), (title, "")],
        meta=[*column(title, "", [title], _("互动栏目")), ("robots", "noindex")],
        styles=STYLES,
        plain=True,
    )
    context = {
        "entry": entry,
        "faults": [(one.value, _(one.label)) for one in Fault],
        "chosen": request.POST.get("fault", ""),
        "reason": request.POST.get("reason", "").replace("\0", ""),
        "longest": MAX_REASON,
        "wrong": wrong,
        "sent": request.method == "GET" and request.GET.get("sent") == "1",
        "token": known,
        "gate": robots.gate(known, failed),
    }
    return answer(request, "portal/faq_report.html", layout, context, status=status)


def _way() -> list[tuple[str, str]]:
    return [(_("首页"), reverse("portal:home")), (_("互动交流"), reverse("portal:participation"))]
