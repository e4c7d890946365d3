"""Who may see a case: whoever has shown its number and code, for half an hour after the last look.

The right is a signed cookie that no script reads and no other site sends. It names the case and a digest of
what the row keeps of its code, so that a reissued code ends it; it holds neither code nor word of anybody.
The receipt's own cookie leads back to the form's token, from which the code follows, while it is shown.
"""

import hmac
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from gongkai.desk.disclosure.queries import codes
from gongkai.ground.sealing import services as sealing

CASE, RECEIPT = "gk_case", "gk_receipt"
LASTS = 30 * 60  # seconds
PLACE = "/requests/"


def give(response: HttpResponse, case: Any) -> None:
    """Let this browser see a case; at every look anew."""
    _set(response, CASE, [case.pk, _mark(case.code)])


def holder(request: HttpRequest) -> Any:
    """The case that this browser may see; None without a right, or when it has ended."""
    said = _said(request, CASE)
    if said is None:
        return None
    case = codes.shown(said[0])
    return case if case and case.code and hmac.compare_digest(_mark(case.code), said[1]) else None


def give_receipt(response: HttpResponse, kind: str, token: str) -> None:
    """Let this browser see a receipt again: in large type, printed, or after a lost answer."""
    _set(response, RECEIPT, [kind, token])


def receipt(request: HttpRequest) -> tuple[str, str] | None:
    """The kind and the form's token of the receipt that this browser may see."""
    said = _said(request, RECEIPT)
    return (said[0], said[1]) if said else None


def take(response: HttpResponse) -> None:
    """The visitor leaves: nothing stays on a shared computer."""
    for name in (CASE, RECEIPT):
        response.delete_cookie(name, path=PLACE, samesite="Strict")


def _set(response: HttpResponse, name: str, content: list[Any]) -> None:
    response.set_cookie(
        name,
        signing.dumps(content, salt=name),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
        path=PLACE,
    )


def _said(request: HttpRequest, name: str) -> list[Any] | None:
    try:
        said: list[Any] = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=LASTS)
    except signing.BadSignature:
        return None
    return said


def _mark(code: str) -> str:
    return sealing.digest("right", code)
