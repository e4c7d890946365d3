"""What every public answer carries: who may read it across origins, how long it keeps, whether it changed.

A list or a document may be withdrawn at any moment, so nobody keeps one without asking again; a 304 is cheap.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

LONG = 31_536_000  # seconds; what never changes at its address


def address(path: str) -> str:
    """The absolute public address of ``path``; never built from the request's host (proxies lie)."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def open_to_all(response: HttpResponse, *, seconds: int = 0, immutable: bool = False) -> HttpResponse:
    """Let any origin read ``response`` and keep it for ``seconds``, or ask each time whether it changed."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    if response.status_code == 200 and not response.has_header("Cache-Control"):
        kept = f"max-age={seconds}" if seconds else "no-cache"
        response["Cache-Control"] = f"public, {kept}" + (", immutable" if immutable else "")
    return response


def tag(response: HttpResponse, tags: Iterable[str], reads: Iterable[str] = ()) -> HttpResponse:
    """Tell the page store what this answer was made from, and which names of the query it read."""
    response["Gongkai-Tags"] = " ".join(sorted(set(tags)))
    response["Gongkai-Query"] = " ".join(sorted(set(reads)))
    return response


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for GET and HEAD that everybody may read, with ETag and 304."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return open_to_all(view(request, *args, **kwargs))

    return require_safe(conditional_page(answered))
