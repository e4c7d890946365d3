"""The door for the 12345 hotline, on the staff face: a message in, a receipt out (docs/hotline.md).

``POST /api/v1/hotline/messages``: 201 for a message that was applied, 202 for one that waits for the message
before it, 200 for one that is here already.
``GET /api/v1/hotline/cases/<case>`` tells where a case stands, and which number is waited for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.engagement.queries import hotline as queries
from gongkai.desk.engagement.rules.hotline import MAX_BODY, BadMessage, Taken
from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import hotline_admission as admission
from gongkai.desk.engagement.services import hotline_receiving as receiving
from gongkai.ground.orgs.rules import system

View = Callable[..., HttpResponse]
HOTLINE = system("hotline")


def answer(status: int, value: dict[str, Any]) -> JsonResponse:
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})


def fault(status: int, code: str, message: str, details: dict[str, str] | None = None) -> JsonResponse:
    return answer(status, {"error": code, "message": message, "details": details or {}})


def admitted(view: View) -> View:
    """Only the hotline, by its signature; a body that is too long is not even read."""

    @never_cache
    @csrf_exempt
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not admission.set_up():
            return fault(401, "not_set_up", "没有设置与 12345 热线的对接，请联系系统管理员")
        length = request.headers.get("Content-Length") or "0"
        if not length.isdecimal() or len(length) > 12 or int(length) > MAX_BODY:
            return fault(413, "too_large", f"一条消息最多 {MAX_BODY // 1024} KB")
        try:
            admission.admit(request.method or "", request.get_full_path(), request.headers, request.body)
        except (RequestDataTooBig, UnreadablePostError):
            return fault(400, "unreadable", "请求没有收全，请重发")
        except admission.Stranger as stranger:
            return fault(401, stranger.why, str(stranger))
        return view(request, *args, **kwargs)

    return gated


@admitted
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """The receipt; 409 for a number or a place that was used for another message, 422 with every field that
    is wrong."""
    try:
        receipt = receiving.receive(request.body, by=HOTLINE)
    except receiving.Conflict as conflict:
        return fault(409, "conflict", str(conflict))
    except BadMessage as bad:
        return fault(422, "fields", "消息有误，没有接收", bad.problems)
    except RuleBroken as broken:
        return fault(422, "refused", str(broken))
    fresh = 202 if receipt.state == Taken.PARKED else 201
    return answer(fresh if receipt.fresh else 200, receipt.told())


@admitted
@require_safe
def standing(request: HttpRequest, number: str) -> HttpResponse:
    """Where a case stands, for a hotline that has forgotten."""
    known = queries.standing(number) if number.isprintable() and len(number) <= 64 else None
    return answer(200, known) if known else fault(404, "unknown", "没有收到过这个工单")
