"""What the public sees when something cannot be answered; an unknown old address is sent on."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .aliases import new_address
from .page import LANGUAGE_COOKIE, LANGUAGES, Layout, answer


def shown(request: HttpRequest, title: str, happened: str, status: int) -> HttpResponse:
    layout = Layout(title, crumbs=[(_("首页"), reverse("portal:home")), (title, "")])
    return answer(request, "portal/failure.html", layout, {"happened": happened}, status=status)


def spoken(request: HttpRequest) -> translation.override:
    return translation.override(LANGUAGES.get(request.COOKIES.get(LANGUAGE_COOKIE, ""), "zh-hans"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, or 301 when the address is the old one of an imported item."""
    if address := new_address(request):
        return HttpResponsePermanentRedirect(address)
    with spoken(request):
        happened = _(
            "地址可能写错了，或者内容还没有公开。已经公开过的内容，即使撤回或删除，原地址也会说明原因。"
        )
        return shown(request, _("没有这个页面"), happened, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with spoken(request):
        return shown(
            request, _("这个页面不能打开"), _("您的请求不符合这个页面的规则，没有保存任何内容。"), 403
        )


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: cookies are off, or the form lay open too long or elsewhere."""
    with spoken(request):
        happened = _(
            "这张表单没有通过核对，什么也没有保存。请允许本站使用 Cookie，退回上一页刷新以后再提交；"
            "浏览器通常还留着您填写的内容。"
        )
        response = shown(request, _("表单没有提交"), happened, 403)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with spoken(request):
        return shown(request, _("请求不能识别"), _("地址里的条件写法有误。请回到上一页重新选择。"), 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither database nor context, because either may be what failed."""
    return HttpResponse(render_to_string("portal/500.html"), status=500)
