"""Who may see a matter: whoever has shown its number and code, for half an hour after the last look.

The right is a signed cookie that no script reads and no other site sends. It names the matter and a digest of
what the row keeps of its code, so that a reissued code ends it; it holds neither code nor word of anybody.
The receipt's own cookie leads back to the form's token, from which the code follows, while it is shown.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from gongkai.ground.sealing import services as sealing

LASTS = 30 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Rights:
    """The two cookies of one room of the portal: their names, the addresses that they are sent to, and how a
    matter is found again (``shown``; it has a ``code``, the digest that the row keeps)."""

    matter: str
    slip: str
    place: str
    shown: Callable[[int], Any]

    def give(self, response: HttpResponse, row: Any) -> None:
        """Let this browser see a matter; at every look anew."""
        self._set(response, self.matter, [row.pk, _mark(row.code)])

    def holder(self, request: HttpRequest) -> Any:
        """The matter that this browser may see; None without a right, or when it has ended."""
        said = _said(request, self.matter)
        if said is None:
            return None
        row = self.shown(said[0])
        return row if row and row.code and hmac.compare_digest(_mark(row.code), said[1]) else None

    def give_receipt(self, response: HttpResponse, kind: str, token: str) -> None:
        """Let this browser see a receipt again: in large type, printed, or after a lost answer."""
        self._set(response, self.slip, [kind, token])

    def receipt(self, request: HttpRequest) -> tuple[str, str] | None:
        """The kind and the form's token of the receipt that this browser may see."""
        said = _said(request, self.slip)
        return (said[0], said[1]) if said else None

    def take(self, response: HttpResponse) -> None:
        """The visitor leaves: nothing stays on a shared computer."""
        for name in (self.matter, self.slip):
            response.delete_cookie(name, path=self.place, samesite="Strict")

    def _set(self, response: HttpResponse, name: str, content: list[Any]) -> None:
        response.set_cookie(
            name,
            signing.dumps(content, salt=name),
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
            path=self.place,
        )


def _said(request: HttpRequest, name: str) -> list[Any] | None:
    try:
        said: list[Any] = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=LASTS)
    except signing.BadSignature:
        return None
    return said


def _mark(code: str) -> str:
    return sealing.digest("right", code)
