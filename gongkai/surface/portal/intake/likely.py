"""Likely answers while a letter is written: as JSON for a script, as rows for a page before sending.

The words come in the body of a POST, never in an address: addresses stand in the logs of proxies and
browsers, and these are words of a letter that may never be sent. Nothing of them is kept, counted or logged,
and the answer is kept by nobody. Nothing is changed either, so no CSRF token is asked for.
"""

from html import unescape

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gongkai.record.search import likely as engine

from ..listing import Row, found
from ..naming import names
from .answering import private

LARGEST = 20_000  # bytes that are taken: many times what is read of a letter
SHORTEST = 4  # characters that can say what a letter is about
SHOWN = 5
TOO_LARGE = 413


def answers(words: str, limit: int = SHOWN) -> list[Row]:
    """Published answers that may already say what ``words`` ask; for a page before sending too."""
    if len(words.strip()) < SHORTEST:
        return []
    return found(engine.likely(words, limit=limit), names())


@csrf_exempt
@private("POST")
def look(request: HttpRequest) -> HttpResponse:
    """POST /likely with ``words``: what may answer them."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return JsonResponse({"error": _("文字太长，请只发送来信的开头。")}, status=TOO_LARGE)
    rows = [
        {
            "title": unescape(strip_tags(row.title)),
            "url": row.path,
            "kind": _(row.kind),
            "publisher": row.publisher,
            "day": f"{row.at:%Y-%m-%d}" if row.at else "",
        }
        for row in answers(request.POST.get("words", ""))
    ]
    return JsonResponse({"answers": rows}, json_dumps_params={"ensure_ascii": False})
