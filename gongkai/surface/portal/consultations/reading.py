"""One consultation: its draft clause by clause, how many spoke, what they said, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import comments, groups, meetings, pages
from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules import export
from gongkai.desk.consultations.rules.papers import COLUMNS
from gongkai.desk.consultations.rules.phases import Phase

from ..page import public
from .answering import crumb, page, told, wanted

NEWEST = 10


@public
def consultation(request: HttpRequest, key: int) -> HttpResponse:
    """The whole of it on one page; comments only the newest, the rest by clause."""
    row = wanted(key)
    clauses = queries.clauses(row, row.public_version)
    context = told(row) | {
        "clauses": clauses,
        "gone": queries.gone(row) if row.public_version > 1 else [],
        "versions": queries.versions(row),
        "number": row.public_version,
        "meetings": meetings.of(row.pk),
        "columns": COLUMNS,
        "tally": pages.tally(row),
        "newest": said(comments.shown(row.pk, limit=NEWEST), queries.labels(row)),
        "groups": groups.all_of(row.pk) if row.phase in (Phase.ANSWERED, Phase.FINISHED) else [],
    }
    path = reverse("portal:consultation", args=[key])
    return page(request, "page", row.title, context, path=path, crumbs=[(row.title, "")])


@public
def version(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The draft as it stood in one of its versions."""
    row = wanted(key)
    found = queries.version(row, number)
    if found is None:
        raise Http404("草案没有这一版")
    context = told(row) | {"version": found, "clauses": queries.clauses(row, number), "number": number}
    title = _("第 %(n)s 版草案") % {"n": number}
    path = reverse("portal:consultation_version", args=[key, number])
    return page(request, "version", title, context, path=path, crumbs=[crumb(row), (title, "")])


@public
def clause(request: HttpRequest, key: int, anchor: int) -> HttpResponse:
    """One clause and what is said about it, newest first, whatever version it was said about."""
    row = wanted(key)
    found = queries.clause(row, anchor)
    if found is None:
        raise Http404("草案没有这一条")
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    shown = comments.shown(row.pk, thread=found.thread_id, before=before, limit=comments.SHOWN + 1)
    more = len(shown) > comments.SHOWN
    context = told(row) | {
        "clause": found,
        "here": found.version.number == row.public_version,
        "said": said(shown[: comments.SHOWN], {}),
        "next": shown[comments.SHOWN - 1].pk if more else None,
        "later": before,
    }
    path = reverse("portal:consultation_clause", args=[key, anchor])
    return page(request, "clause", found.label, context, path=path, crumbs=[crumb(row), (found.label, "")])


@public
def table(request: HttpRequest, key: int) -> HttpResponse:
    """Comments that are public as CSV, streamed."""
    row = wanted(key)
    answer: HttpResponse = streamed(row, comments.exported(row.pk, public=True))
    return answer


def streamed(row: Any, rows: Iterable[Any]) -> Any:
    lines = export.lines(rows, queries.labels(row), timezone.get_current_timezone())
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def said(some: Iterable[Any], labels: dict[int, str]) -> list[tuple[Any, str]]:
    """Comments with what their clause is called."""
    anchors = {one.pk: one.thread.anchor for one in some} if labels else {}
    return [(one, labels.get(anchors.get(one.pk, 0), "")) for one in some]
