"""Published letters with their answers, by organisation, subject and month, each with how long it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import published
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import browsing
from gongkai.record.catalogue.queries.lists import Page
from gongkai.record.catalogue.rules import Kind

from ..listing import briefs
from ..meta_tags import column
from ..naming import called
from ..page import Layout, answer, public
from .answering import STYLES, crumbs

PAGE = 20
TAGS = ("kind:letter", "organisations")


@dataclass(frozen=True, slots=True)
class Line:
    """A published letter in a list; ``answered`` is None for one that came without its days."""

    path: str
    title: str
    publisher: str
    category: str
    at: Any
    answered: published.Answered | None


def letters(publications: Iterable[Any]) -> list[Line]:
    """Lines for publications with their publishers; one statement for all their days."""
    items = list(publications)
    took = published.answered(item.pk for item in items)
    return [
        Line(row.path, str(row.title), row.publisher, item.subject_category, row.at, took.get(item.pk))
        for row, item in zip(briefs(items), items, strict=True)
    ]


@public
def board(request: HttpRequest) -> HttpResponse:
    """One page of them, newest first."""
    asked = {name: request.GET.get(name, "") for name in ("publisher", "category", "month")}
    found = browsed(asked, request.GET.get("before") or None)
    title = _("来信选登")
    layout = Layout(
        title,
        "participation",
        reverse("portal:letter_board"),
        crumbs=crumbs(title),
        meta=column(title, "", [title, _("来信答复")], _("互动栏目")),
        feed="/feeds/latest.atom?kind=letter",
        styles=STYLES,
    )
    codes = browsing.publishers(Kind.LETTER)
    bodies = orgs.by_codes(codes)
    context = {
        "lines": letters(found.items),
        "next": found.next,
        "later": bool(request.GET.get("before")),
        "publishers": sorted((called(bodies[code]), code) for code in codes if code in bodies),
        "categories": browsing.categories(Kind.LETTER),
        "months": [(f"{one:%Y-%m}", _("%(y)s年%(m)s月") % {"y": one.year, "m": one.month})
                   for one in browsing.months(Kind.LETTER)],
        "asked": asked,
        "narrowed": any(asked.values()),
    }  # fmt: skip
    reads = "publisher category month before"
    return answer(request, "portal/letters/board.html", layout, context, tags=TAGS, reads=reads)


def browsed(asked: dict[str, str], before: str | None) -> Page:
    """The page that was asked for; BadRequest for a month or a cursor that is none."""
    try:
        month = date.fromisoformat(f"{asked['month']}-01") if asked["month"] else None
        return browsing.browse(
            Kind.LETTER,
            publisher=asked["publisher"].replace("\0", ""),
            category=asked["category"].replace("\0", ""),
            month=month,
            before=before,
            limit=PAGE,
        )
    except (ValueError, OverflowError) as wrong:
        raise BadRequest(_("月份或者翻页参数无效，请从第一页开始")) from wrong
