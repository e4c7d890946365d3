"""How pages about somebody's own matter are answered: in the visitor's language, kept by nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, OrganisationKind

from ..directory import Group, grouped
from ..page import View, spoken

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


def choices(kinds: frozenset[OrganisationKind], chosen: str = "") -> tuple[list[Group], bool]:
    """Open organisations of these kinds by kind, and whether some were left out: there are too many."""
    rows = [row for row in orgs.organisations(EVERYWHERE) if OrganisationKind(row.kind) in kinds]
    if len(rows) <= MANY:
        return grouped(rows), False
    return grouped(row for row in rows if row.kind in FIRST or row.code == chosen), True
