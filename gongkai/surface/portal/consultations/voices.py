"""Whose voice a comment is: what can be told of the person without asking for more than they give.

Who is signed in is the account: its digest tells it from others and says nothing of whose it is. Somebody
without an account is this browser: a random mark in a signed cookie of these pages alone, so that two tabs
are one person. A browser that keeps no cookie is as many people as it sends forms, all of them unverified:
the result is split by verification for that reason.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from gongkai.desk.consultations.rules.comments import Level, Voice

from ..intake import who

COOKIE, PLACE = "gk_voice", "/consultations/"
LASTS = 400 * 24 * 3600  # seconds: longer than any consultation is open


def voice(request: HttpRequest, token: str) -> Voice:
    """The voice of who sends a form with this token."""
    if known := who.citizen(request):
        return Voice(Level(known.level), known.digest)
    return Voice(Level.UNVERIFIED, _mark(request) or f"form {token}")


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser be known again when it sends the form; one that is known keeps its mark."""
    if _mark(request):
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(secrets.token_urlsafe(18), salt=COOKIE),
        max_age=LASTS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
        path=PLACE,
    )


def _mark(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS))
    except signing.BadSignature:
        return ""
