"""The frame of an account's pages, the right to see them, and the small cookies of a sign-in under way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..intake import who
from ..intake.answering import private
from ..page import Layout, View, answer

STYLES = ("portal/document.css", "portal/requests.css")
PLACE = "/account/"
WRONG = 422


def page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """One of these pages within the layout."""
    crumbs = [(_("首页"), reverse("portal:home")), (_("我的账号"), reverse("portal:account"))]
    crumbs = crumbs[:1] if title == _("我的账号") else crumbs
    layout = Layout(
        title,
        "participation",
        request.path,
        crumbs=[*crumbs, (title, "")],
        meta=[("robots", "noindex")],
        styles=STYLES,
        plain=True,
    )
    return answer(request, f"portal/account/{name}.html", layout, context, status=status)


def mine(*methods: str) -> Callable[[View], View]:
    """A view of the signed-in citizen's own account; anybody else is shown where to sign in."""

    def decorated(view: View) -> View:
        @private(*methods)
        @wraps(view)
        def wrapped(request: HttpRequest, **named: Any) -> HttpResponse:
            citizen = who.citizen(request)
            if citizen is None:
                return HttpResponseRedirect(who.entrance(request))
            return view(request, citizen, **named)

        return wrapped

    return decorated


def carry(response: HttpResponse, name: str, content: list[str], lasts: int) -> None:
    """Let the browser bring this back within so many seconds; it is signed and no script reads it."""
    response.set_cookie(
        name,
        signing.dumps(content, salt=name),
        max_age=lasts,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=PLACE,
    )


def carried(request: HttpRequest, name: str, lasts: int) -> list[str]:
    """What the browser brings back; [] for nothing, or nothing of ours, or too late."""
    try:
        found: list[str] = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=lasts)
    except signing.BadSignature:
        return []
    return found


def dropped(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=PLACE, samesite="Lax")
