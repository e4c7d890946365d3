"""The door for office-automation systems, on the staff face: a package in, a receipt out.

``POST /handover/v1/packages`` with ``Authorization: Bearer <token>``, as multipart/form-data: ``metadata``
(JSON, docs/handover.md) and any number of ``file`` parts. The same package again answers 200 with the first
receipt.
``GET /handover/v1/packages/<key>`` tells where it stands.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.queries import handovers as queries
from gongkai.desk.documents.rules.handovers import MAX_PACKAGE, BadPackage
from gongkai.desk.documents.services import handovers as services
from gongkai.ground.attachments.rules import MAX_BYTES, Refused

View = Callable[..., HttpResponse]


def fault(status: int, message: str, details: tuple[str, ...] = ()) -> JsonResponse:
    return JsonResponse(
        {"message": message, "details": list(details)},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def admitted(view: View) -> View:
    """Only a system with a token of ours; every other gets one and the same answer."""

    @never_cache
    @csrf_exempt
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        system = queries.system_of(token.strip()) if scheme.lower() == "bearer" and token else None
        if system is None:
            answer = fault(401, "令牌无效或已停用，请联系安全管理员重新接入")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        return view(request, system, *args, **kwargs)

    return gated


@admitted
@require_POST
def receive(request: HttpRequest, system: Any) -> HttpResponse:
    """201 with a receipt for a new package, 200 for one that is here, 409 for a key used for another."""
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > MAX_PACKAGE:
        return fault(413, f"一次转入最多 {MAX_PACKAGE // 1024 // 1024} MB，请减少附件")
    try:
        metadata, sent = request.POST.get("metadata", ""), request.FILES.getlist("file")
    except (MultiPartParserError, RequestDataTooBig, TooManyFilesSent):
        return fault(400, "请求不是完整的 multipart/form-data，请检查后重发")
    names = [file.name for file in sent]
    if len(set(names)) != len(names):
        return fault(422, "文件名重复，请改名后重发")
    if any(file.size > MAX_BYTES for file in sent):
        return fault(413, f"单个文件最大 {MAX_BYTES // 1024 // 1024} MB")
    try:
        row, new = services.receive(system, metadata.encode(), {file.name: file.read() for file in sent})
    except services.Different as conflict:
        return fault(409, str(conflict))
    except BadPackage as bad:
        return fault(422, "转入内容有误，没有接收", bad.problems)
    except (Refused, ValueError) as refused:
        return fault(422, f"没有接收：{refused}")
    return JsonResponse(
        queries.receipt(row), status=201 if new else 200, json_dumps_params={"ensure_ascii": False}
    )


@admitted
@require_safe
def standing(request: HttpRequest, system: Any, key: str) -> HttpResponse:
    """The receipt of a package, with what has become of it since."""
    row = queries.of_system(system, key)
    if row is None:
        return fault(404, "没有用这个编号转入过公文")
    return JsonResponse(queries.receipt(row), json_dumps_params={"ensure_ascii": False})
