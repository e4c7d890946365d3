"""Signing in: the choice of a way, and the way by the city's identity provider."""

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.citizens.rules import ERRAND_LASTS
from gongkai.ground.citizens.services import accounts, provider
from gongkai.ground.citizens.services.provider import Errand, ProviderFailed

from ..intake import who
from ..intake.answering import private
from ..page import absolute
from .answering import WRONG, carried, carry, dropped, page

ERRAND = "gk_errand"
LASTS = int(ERRAND_LASTS.total_seconds())
log = structlog.get_logger(__name__)


@private("GET")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The ways there are; whoever is signed in goes on."""
    back = who.way_back(request.GET.get("next", ""))
    if who.citizen(request):
        return HttpResponseRedirect(back)
    return choice(request, back)


def choice(request: HttpRequest, back: str, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "back": back,
        "wrong": wrong,
        "provider": settings.CITIZEN_OIDC.get("name", ""),
        "phone": bool(settings.SMS),
    }
    return page(request, "sign_in", _("登录"), context, status)


@private("GET")
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    offered()
    back = who.way_back(request.GET.get("next", ""))
    try:
        address, errand = provider.begin(returning())
    except ProviderFailed as failed:
        return refused(request, back, failed)
    response = HttpResponseRedirect(address)
    carry(response, ERRAND, [errand.state, errand.nonce, errand.verifier, back], LASTS)
    return response


@private("GET")
def callback(request: HttpRequest) -> HttpResponse:
    """The browser comes back. An errand is used once, whatever becomes of it."""
    offered()
    known = carried(request, ERRAND, LASTS)
    state, nonce, verifier, back = known or ["", "", "", who.way_back("")]
    try:
        if not known:
            raise ProviderFailed("no errand")
        issuer, subject = provider.finish(Errand(state, nonce, verifier), request.GET.dict(), returning())
    except ProviderFailed as failed:
        response = refused(request, back, failed)
    else:
        response = HttpResponseRedirect(back)
        who.enter(response, accounts.by_account(issuer, subject))
    dropped(response, ERRAND)
    return response


def offered() -> None:
    if not settings.CITIZEN_OIDC:
        raise Http404("no identity provider")


def returning() -> str:
    """Our address, as it is registered with the provider."""
    return absolute(reverse("portal:account_callback"))


def refused(request: HttpRequest, back: str, failed: ProviderFailed) -> HttpResponse:
    """Nobody was signed in. The log says which step failed, and nothing that came with it."""
    log.warning("citizen_provider_refused", reason=str(failed)[:60])
    wrong = _("统一身份登录没有完成，什么也没有保存。请重试，或者用手机号登录；不登录也可以办理。")
    return choice(request, back, wrong, WRONG)
