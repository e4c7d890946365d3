"""Which citizen a request comes from, and how surely: for forms that treat the verified differently.

A visit is a cookie of its own, signed, read by no script and sent by no other site's form; its token is
looked up in the database, so that it can be ended there. It has nothing to do with the sessions of the staff.
A view that asks is private (`answering.private`) and declares no tags: the page store never keeps it.
"""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.ground.citizens.rules import Level
from gongkai.ground.citizens.services import sitting

LONGEST = 300  # characters of an address to go back to
ASKED = "_citizen"


def citizen(request: HttpRequest) -> Any:
    """The `Citizen` who is signed in, or None; asked once a request. Forms keep its ``digest``, no more."""
    if not hasattr(request, ASKED):
        token = _token(request)
        setattr(request, ASKED, sitting.who(token) if token else None)
    return getattr(request, ASKED)


def level(request: HttpRequest) -> Level | None:
    """How the person was verified; None for nobody, which is no fault: forms are open to everybody."""
    found = citizen(request)
    return Level(found.level) if found else None


def enter(response: HttpResponse, who: Any) -> None:
    """Begin a visit: this browser is this citizen's from now on."""
    response.set_cookie(
        settings.CITIZEN_COOKIE_NAME,
        _signer().sign(sitting.begin(who)),
        httponly=True,
        samesite="Lax",  # coming back from the identity provider must find it
        secure=settings.SESSION_COOKIE_SECURE,
        path="/",
    )


def leave(request: HttpRequest, response: HttpResponse) -> None:
    """End the visit here and in the database."""
    if token := _token(request):
        sitting.end(token)
    response.delete_cookie(settings.CITIZEN_COOKIE_NAME, path="/", samesite="Lax")


def entrance(request: HttpRequest) -> str:
    """Where to sign in and come back to this page."""
    return f"{reverse('portal:sign_in')}?next={request.path}"


def way_back(target: str) -> str:
    """Where to go after signing in: ``target`` when it is a path of this site, else the account."""
    ours = target.startswith("/") and len(target) <= LONGEST and target.isprintable()
    if ours and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return reverse("portal:account")


def _token(request: HttpRequest) -> str:
    try:
        return _signer().unsign(request.COOKIES.get(settings.CITIZEN_COOKIE_NAME, ""))
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt=settings.CITIZEN_COOKIE_NAME)
