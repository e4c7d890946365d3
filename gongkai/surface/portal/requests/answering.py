"""How pages about somebody's request are answered: in the visitor's language, never stored, never indexed."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, OrganisationKind

from ..directory import Group, grouped
from ..meta_tags import column
from ..page import Layout, View, answer, spoken

STYLES = ("portal/document.css", "portal/requests.css")
NEVER = "no-store, private"
MANY = 200  # organisations beyond which the choice holds only those that most people look for
FIRST = frozenset({OrganisationKind.CITY, OrganisationKind.DEPARTMENT, OrganisationKind.DISTRICT})
TOO_MANY = 429


def private(*methods: str) -> Callable[[View], View]:
    """A view whose answers nobody keeps: no browser, no proxy, no page store."""

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = spoken(view)(request, *args, **kwargs)
            response.headers["Cache-Control"] = NEVER
            return response

        return require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped)

    return decorated


def page(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    *,
    path: str = "",
    status: int = 200,
    crumbs: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """One of these pages within the layout; nothing of it is for search engines."""
    layout = Layout(
        title,
        "participation",
        path or reverse("portal:requests"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            (_("依申请公开"), reverse("portal:requests")),
            *crumbs,
            (title, ""),
        ],
        meta=[*column(title, "", [title, _("依申请公开")], _("互动栏目")), ("robots", "noindex")],
        styles=STYLES,
        plain=True,
    )
    return answer(request, f"portal/requests/{name}.html", layout, context, status=status)


def choices(kinds: frozenset[OrganisationKind], chosen: str = "") -> tuple[list[Group], bool]:
    """Open organisations of these kinds by kind, and whether some were left out: there are too many."""
    rows = [row for row in orgs.organisations(EVERYWHERE) if OrganisationKind(row.kind) in kinds]
    if len(rows) <= MANY:
        return grouped(rows), False
    return grouped(row for row in rows if row.kind in FIRST or row.code == chosen), True
