"""Signing out, here or everywhere, and deleting the account."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.citizens.services import accounts, sitting

from ..intake import who
from ..intake.answering import private
from .answering import mine, page


@private("GET", "POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """The address alone signs nobody out."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:account"))
    citizen = who.citizen(request)
    if citizen and request.POST.get("everywhere"):
        sitting.end_all(citizen.pk)
    response = HttpResponseRedirect(reverse("portal:home"))
    who.leave(request, response)
    return response


@mine("GET", "POST")
def delete(request: HttpRequest, citizen: Any) -> HttpResponse:
    """Say what goes and what stays, and do it when that is confirmed."""
    if request.method == "POST" and request.POST.get("confirmed"):
        accounts.delete(citizen.pk)
        response = page(request, "deleted", _("账号已经删除"), {})
        who.leave(request, response)
        return response
    return page(request, "delete", _("删除账号"), {"missed": request.method == "POST"})
