"""The REST interface, version 1: one ``NinjaAPI``, its errors in Chinese, its OpenAPI document."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from .answers import open_to_all, public
from .directory import router as directory
from .publications import router as publications

DESCRIPTION = """公开信息的读取接口。无需登录，允许跨域，只读。

* 列表按发布时间从新到旧，用 `next` 翻页（键集翻页，不会漏也不会重）。
* 文号可用任意写法：`国办发〔2019〕4号`、`国办发[2019]4号`、`国办发2019 4`。
* 每条信息带内容指纹与存证序号，可用 `/checkpoint` 与 `/tile/…`（C2SP tlog-tiles）独立验证。
"""
CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 410: "gone", 422: "invalid"}


class PublicAPI(NinjaAPI):
    """Every answer is readable from any origin and carries an ETag."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        response = open_to_all(super().create_response(request, data, **kwargs))
        if response.status_code != 200:
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


api = PublicAPI(
    title="公开信息接口",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="rest",
)
api.add_router("/v1", publications)
api.add_router("/v1", directory)


def fault(request: HttpRequest, status: int, message: str, details: list[str] | None = None) -> HttpResponse:
    body = {"code": CODES.get(status, "error"), "message": message, "details": details or []}
    return api.create_response(request, body, status=status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    details = [f"{error['loc'][-1]}：{error['msg']}" for error in wrong.errors]
    return fault(request, 422, "参数不符合要求，请对照 /api/openapi.json 修改", details)


@api.exception_handler(BadRequest)
def bad(request: HttpRequest, wrong: BadRequest) -> HttpResponse:
    return fault(request, 400, str(wrong))


@api.exception_handler(Http404)
def absent(request: HttpRequest, wrong: Http404) -> HttpResponse:
    return fault(request, 404, str(wrong) or "没有找到")


@api.exception_handler(HttpError)
def broken(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    return fault(request, wrong.status_code, str(wrong))


@public
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of every operation."""
    schema = api.get_openapi_schema(path_prefix="/api/")
    return JsonResponse(schema, json_dumps_params={"ensure_ascii": False})


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under /api/: an error a program can read."""
    return fault(request, 404, "接口没有这个地址，请查看 /api/openapi.json")
