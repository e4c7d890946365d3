"""How often somebody may try to sign in: django-axes counts, and this says under which names it writes.

Five failures under one name, sixty from one address, shut the door for a quarter of an hour; the numbers
and their source stand in ``orgs.rules.people``. A wrong code and a wrong old password count like a wrong
password, and only a whole sign-in forgets a name's failures: else every right password would buy guesses.
Axes' tables hold keyed digests in place of names (what is typed there may be a password) and addresses.
"""

import hashlib
import hmac
import ipaddress
from datetime import datetime
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import addresses, people


class Staff(ModelBackend):
    """Lets in whom Django lets in and who holds a post today.

    The door is looked at again after the password: of many tries at once, those that failed first count.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> Any:
        user = super().authenticate(request, username, password, **more)
        if user is None or orgs.actor_of(user) is None:
            return None
        if request is not None and not AxesProxyHandler.is_allowed(request, {"username": username}):
            request.axes_locked_out = True  # type: ignore[attr-defined]
            raise PermissionDenied
        return user


class Counts(AxesDatabaseHandler):
    """Axes has one limit for all it counts: an address has twelve times as many tries as a name."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        under_name, from_here = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(under_name, from_here * people.TRIES // people.TRIES_FROM_ONE_ADDRESS)


def pseudonym(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What Axes keeps for a typed name: a digest that only the holder of the secret can compare."""
    return _digest("name", str((credentials or {}).get("username") or "").strip().casefold()).hex()


def place(request: HttpRequest) -> str:
    """What Axes keeps for an address: a digest in the form of one, since its column takes nothing else."""
    return str(ipaddress.IPv6Address(_digest("from", address(request))[:16]))


def address(request: HttpRequest) -> str:
    """Where the request comes from, as tries are counted."""
    seen = request.META.get("REMOTE_ADDR", "")
    return addresses.place(
        seen, request.headers.get("X-Forwarded-For", seen) if settings.BEHIND_PROXY else None
    )


def _digest(kind: str, text: str) -> bytes:
    words = f"{kind} {text}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()


def shut(request: HttpRequest, username: str) -> bool:
    """Whether nobody may try under this name, or from here, at present."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def failed(request: HttpRequest, username: str) -> int:
    """Count a failure that was no wrong password of a sign-in; how many tries are left."""
    AxesProxyHandler.user_login_failed(__name__, {"username": username}, request)
    return left(request)


def left(request: HttpRequest) -> int:
    """How many tries are left after the failure that Axes has just looked at in this request."""
    if getattr(request, "axes_locked_out", False):
        return 0
    return max(0, people.TRIES - (getattr(request, "axes_failures_since_start", None) or 0))


def forget(request: HttpRequest, username: str) -> None:
    """The whole sign-in succeeded: the name starts afresh; other names' failures from here stay counted."""
    AccessAttempt.objects.filter(username=pseudonym(request, {"username": username})).delete()


def prune(now: datetime) -> int:
    """Drop counts that hold no longer; returns how many (the daily job calls this)."""
    return int(AccessAttempt.objects.filter(attempt_time__lt=now - people.SHUT_FOR).delete()[0])
