"""Sign-in through the city's identity provider (OpenID Connect), by django-allauth's client.

allauth speaks the protocol: redirect, state, PKCE, code, ID token. It stops there: who the subject is says a
link that a security administrator made (``orgs.services.identities``), no account is ever made or found by
e-mail, and no token is kept. The provider's word for two factors (``amr`` or ``acr``) counts as ours.
Only the provider of the environment exists, and only its hosts are asked.
"""

from functools import partial
from typing import Any, NoReturn
from urllib.parse import urlsplit

import requests
import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules.people import SignIn
from gongkai.ground.orgs.services.signing_in import note

from . import steps
from .gate import DOOR, actor, enter

NAME = "staff"  # allauth's name of our only provider
SECONDS = 5  # for each question to the provider
BROKEN = "统一身份登录没有完成，请重试；仍不成功，请用用户名和密码登录，并告诉系统管理员。"
STRANGER = (
    "统一身份平台认出了您，但这里没有与之绑定的账号，或者您今天没有在任岗位。请联系本机构的安全管理员办理。"
)
log = structlog.get_logger(__name__)


def name() -> str:
    """What the sign-in page calls the provider, "" when none is configured."""
    return str(settings.OIDC["name"]) if settings.OIDC else ""


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    if not settings.OIDC:
        raise Http404("没有设置统一身份平台")
    provider = get_adapter(request).get_provider(request, NAME)
    try:
        answer: HttpResponse = provider.redirect(request, AuthProcess.LOGIN, next_url=steps.way_back(request))
    except (requests.RequestException, KeyError, ValueError) as broken:
        log.warning("identity_provider_unreachable", reason=type(broken).__name__)
        messages.error(request, BROKEN)
        return redirect("console:sign_in")
    return answer


@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser comes back with a code."""
    if not settings.OIDC or provider_id != NAME:
        raise Http404("没有设置统一身份平台")
    view = OAuth2CallbackView.adapter_view(OpenIDConnectOAuth2Adapter(request, NAME))
    answer: HttpResponse = view(request)
    return answer


class Adapter(DefaultSocialAccountAdapter):
    """Where allauth asks what is to happen (``SOCIALACCOUNT_ADAPTER``)."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The environment's provider; none from the database, where rows may be added."""
        found: list[Any] = [app for app in self._from_settings() if provider in (None, NAME, app.provider)]
        return found

    def _from_settings(self) -> list[Any]:
        return [app for app in super().list_apps(None) if app.pk is None]

    def get_requests_session(self) -> requests.Session:
        session = Session()
        session.trust_env = False  # no proxy or .netrc of the machine decides where a code goes
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """The ID token has been read: sign the linked person in, or nobody."""
        told = sociallogin.account.extra_data.get("id_token") or {}
        user = people.identified(str(told.get("iss", "")), str(told.get("sub", "")))
        if user is None or not orgs.posts_of(user):
            note(SignIn.STRANGER, user.pk if user else None, by=DOOR)
            log.warning(SignIn.STRANGER.value, person=user.pk if user else None)
            messages.error(request, STRANGER)
            raise ImmediateHttpResponse(redirect("console:sign_in"))
        steps.begin(request, user, proven=two_factors(told), password=False)
        enter(request)
        steps.settle(request, actor(request))
        raise ImmediateHttpResponse(redirect(sociallogin.state.get("next") or "console:work"))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **what: Any) -> NoReturn:
        log.warning("identity_provider_refused", reason=type(what.get("exception")).__name__)
        messages.error(request, BROKEN)
        raise ImmediateHttpResponse(redirect("console:sign_in"))


def two_factors(told: dict[str, Any]) -> bool:
    """Whether the provider says that it asked for two factors (RFC 8176 ``mfa``, or an agreed ``acr``)."""
    methods = told.get("amr")
    return (isinstance(methods, list) and "mfa" in methods) or told.get("acr") in settings.OIDC["acr"]


class Session(requests.Session):
    """Asks the provider's own hosts only, over TLS, without following redirects."""

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        asked = urlsplit(url)
        if asked.hostname not in settings.OIDC["hosts"] or asked.scheme != settings.OIDC["scheme"]:
            raise requests.exceptions.InvalidURL("address outside the identity provider")
        send = partial(super().request, method, url)
        return send(**(options | {"timeout": SECONDS, "allow_redirects": False}))
