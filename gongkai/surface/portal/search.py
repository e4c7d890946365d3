"""Search over everything, and the policy library: one engine, one page, two selections."""

from typing import Literal
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.record.catalogue.rules import Kind
from gongkai.record.search import public as engine

from .as_of import within
from .facets import FIELDS, chosen, facets, panel
from .listing import found
from .meta_tags import column
from .naming import names
from .page import Layout, answer, public
from .typed import literal, symbols

Order = Literal["relevance", "date"]
FEED = "/feeds/latest.atom"  # the programs' face answers it: one feed of a search, with ids that stay
PAGE = 20
DEEPEST = 50  # pages; beyond them a narrower search serves better than more paging
LONGEST = 200  # characters of a query
POLICY_KINDS = [Kind.DOCUMENT.value]
POLICY_FIELDS = tuple(name for name in FIELDS if name != "kind")


@public
def search(request: HttpRequest) -> HttpResponse:
    """/search: every kind of publication."""
    title = _("搜索")
    words = asked(request)
    layout = Layout(
        f"{words} - {title}" if words else title,
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, _("查政策、公告、解读和其他公开信息"), [title], _("搜索")),
        plain=True,
    )
    return results(request, layout, title, FIELDS, {})


@public
def policies(request: HttpRequest) -> HttpResponse:
    """/policies/: the policy library, documents only."""
    title = _("政策文件库")
    layout = Layout(
        title,
        "openness",
        reverse("portal:policies"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (title, ""),
        ],
        meta=column(
            title,
            _("全市政策文件，可按发布机构、年份、效力和主题筛选"),
            [title, _("政策文件")],
            _("政策文件"),
        ),
        plain=True,
    )
    return results(request, layout, title, POLICY_FIELDS, {"kind": POLICY_KINDS})


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles and numbers that continue what is being typed, as JSON for the search field.

    What names one publication leads to it, a word to what is found with it.
    """
    words = asked(request)
    address = reverse("portal:search")
    found_ = engine.suggestions(words) if words else []
    rows = [
        {"text": text, "url": f"/publications/{named}" if named else f"{address}?q={quote(text)}"}
        for text, named in found_
    ]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-cache"
    return response


def joined(address: str, *parts: str) -> str:
    """An address with the non-empty parts of a query."""
    query = "&".join(filter(None, parts))
    return f"{address}?{query}" if query else address


def asked(request: HttpRequest) -> str:
    """What was typed, without control characters, in LONGEST characters at most."""
    typed = request.GET.get("q", "")
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())[:LONGEST]


def page_number(request: HttpRequest) -> int:
    """The page asked for, 1 when it cannot be read, never beyond DEEPEST."""
    value = request.GET.get("page", "")
    return min(max(int(value), 1), DEEPEST) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def order(request: HttpRequest, words: str) -> Order:
    """``relevance`` or ``date``; without words everything is equally relevant, so date."""
    by_date = request.GET.get("sort") == "date" or not words
    return "date" if by_date else "relevance"


def results(
    request: HttpRequest,
    layout: Layout,
    title: str,
    fields: tuple[str, ...],
    fixed: dict[str, list[str]],
) -> HttpResponse:
    read_to = engine.read_to()
    words, page = asked(request), page_number(request)
    filters = {**chosen(request.GET, fields), **fixed}
    sort = order(request, words)
    answered = engine.search(words, filters=filters, sort=sort, limit=PAGE, offset=(page - 1) * PAGE)
    last = min(DEEPEST, max(1, -(-answered.total // PAGE)))
    if page > last:
        page = last
        answered = engine.search(words, filters=filters, sort=sort, limit=PAGE, offset=(page - 1) * PAGE)
    known = names()
    shown, marks = facets(request.GET, answered.facets, known, fields)
    carried = [(name, value) for name in fields for value in request.GET.getlist(name) if value]
    again = urlencode([("q", words)] * bool(words) + [("sort", "date")] * (sort == "date"))
    asked_for = urlencode(filters, doseq=True)
    table = reverse("portal:policies_table" if fixed else "portal:search_table")
    context = {
        "title": title,
        "words": words,
        "total": answered.total,
        "rows": found(answered.hits, known),
        "panel": panel(shown),
        "marks": marks,
        "carried": carried,
        "sort": sort,
        "page": page,
        "last": last,
        "previous": page - 1,
        "following": page + 1 if page < last else 0,
        "now": timezone.now(),
        "literal": literal(words, answered.hits),
        "symbols": symbols(words),
        "cut": answered.total > DEEPEST * PAGE and page in (1, last),
        "feed": joined(FEED, urlencode({"q": words}) if words else "", asked_for),
        "table": joined(table, again, asked_for),
        "show_kind": not fixed,
        "as_of": within(read_to),
    }
    return answer(request, "portal/search.html", layout, context)
