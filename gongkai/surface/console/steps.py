"""What stands between a right password and the console: a new password, a second factor.

Kept in the session, which begins at the password: until both are done no screen opens but these two and the
way out. A post that needs two factors needs them at every click, whenever its duties were granted; whoever
has set up a second factor is asked for it in every post.
"""

import time
from typing import Any
from urllib.parse import urlencode

import structlog
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.orgs.rules.people import SignIn, two_factors
from gongkai.ground.orgs.services.signing_in import note

from . import lockout, sitting

RENEW, DUE, PASSED = "renew_password", "second_factor_due", "second_factor"
BACKEND = "gongkai.surface.console.lockout.Staff"
STEPS = frozenset({"console:password", "console:second_factor", "console:recovery_codes"})
log = structlog.get_logger(__name__)


def begin(request: HttpRequest, user: Any, *, proven: bool = False, password: bool = True) -> None:
    """Start a session after the first factor; ``proven`` when an identity provider vouches for a second."""
    login(request, user, backend=BACKEND)
    session = request.session
    session[sitting.BEGUN] = session[sitting.SEEN] = int(time.time())
    session[RENEW] = password and people.password_due(user)
    if proven:
        session[PASSED] = True
    else:
        session[DUE] = people.has_second_factor(user.pk)


def missing(request: HttpRequest, duties: frozenset[str]) -> str:
    """The name of the screen that must come first, "" when everything is done."""
    session = request.session
    if not session.get(PASSED) and (session.get(DUE) or two_factors(duties)):
        return "console:second_factor"
    return "console:password" if session.get(RENEW) else ""


def passed(request: HttpRequest) -> None:
    """The second factor was right: another session key, and the failures are forgotten."""
    request.session.cycle_key()
    request.session[PASSED] = True


def settle(request: HttpRequest, by: Actor) -> None:
    """Record the sign-in once both factors are there, and forget the failures before it."""
    if missing(request, by.duties) != "console:second_factor":
        lockout.forget(request, request.user.get_username())
        note(SignIn.IN, by.person, by=by)
        log.info(SignIn.IN.value, person=by.person)


def way_back(request: HttpRequest) -> str:
    """Where the person wanted to go, on this site; else the work list."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("console:work")


def first(request: HttpRequest, name: str) -> str:
    """The address of a step, which leads back here afterwards."""
    wanted = request.get_full_path() if request.method == "GET" else ""
    return reverse(name) + (f"?{urlencode({'next': wanted}, safe='/')}" if wanted else "")
