"""The citizens' identity provider: OpenID Connect, authorization code with PKCE, state and nonce (RFC 6749,
RFC 7636, OpenID Connect Core 1.0).

PyJWT verifies the ID token; the rest is four requests, to the provider's own hosts only. No token is kept: of
all that comes back, issuer and subject are used, and nothing is asked beyond ``openid``.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
import orjson
import requests
from django.conf import settings
from django.core.cache import cache

from gongkai.ground.calling.services import Session, content

SIGNED = ("RS256", "PS256", "ES256", "EdDSA")  # never with our own secret, never unsigned
DRIFT = 60  # seconds that clocks may differ
REMEMBERED = 600  # seconds that the provider's own description is kept
KEPT = "citizens/provider"
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class ProviderFailed(ValueError):
    """The provider did not answer, or what came back is not its word; nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What one way to the provider and back is known by; it stays in the browser that was sent."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


def begin(back: str) -> tuple[str, Errand]:
    """Where to send the browser, and the errand. ``back`` is our registered address."""
    errand = Errand(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    challenge = hashlib.sha256(errand.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.CITIZEN_OIDC["client_id"],
        "redirect_uri": back,
        "scope": "openid",
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    address = _endpoint("authorization_endpoint")
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}", errand


def finish(errand: Errand, sent: dict[str, str], back: str) -> tuple[str, str]:
    """Issuer and subject of whoever comes back with ``sent``. Raises ProviderFailed."""
    issuer = settings.CITIZEN_OIDC["issuer"]
    if not hmac.compare_digest(errand.state.encode(), sent.get("state", "").encode("utf-8", "replace")):
        raise ProviderFailed("state")
    if sent.get("iss", issuer).rstrip("/") != issuer:  # RFC 9207
        raise ProviderFailed("iss")
    if sent.get("error") or not sent.get("code"):
        raise ProviderFailed("no code")
    token = _exchanged(sent["code"], errand.verifier, back)
    told = _verified(token)
    if not hmac.compare_digest(str(told["nonce"]).encode(), errand.nonce.encode()):
        raise ProviderFailed("nonce")
    agreed = settings.CITIZEN_OIDC["acr"]
    if agreed and told.get("acr") not in agreed:
        raise ProviderFailed("acr")
    return issuer, str(told["sub"])


def _exchanged(code: str, verifier: str, back: str) -> str:
    known = settings.CITIZEN_OIDC
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    basic = "client_secret_basic" in _description().get(
        "token_endpoint_auth_methods_supported", ["client_secret_basic"]
    )
    proof = (quote(known["client_id"], safe=""), quote(known["secret"], safe="")) if basic else None
    if not basic:
        form |= {"client_id": known["client_id"], "client_secret": known["secret"]}
    token = _asked("POST", _endpoint("token_endpoint"), data=form, auth=proof).get("id_token")
    if not isinstance(token, str):
        raise ProviderFailed("no ID token")
    return token


def _verified(token: str) -> dict[str, Any]:
    """The claims of an ID token of this provider for us, fresh and signed by one of its keys."""
    known = settings.CITIZEN_OIDC
    try:
        keys = jwt.PyJWKSet.from_dict(_asked("GET", _endpoint("jwks_uri"))).keys
        name = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in keys if name is None or key.key_id == name]
        if len(fitting) != 1:
            raise ProviderFailed("key")
        told: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=list(SIGNED),
            audience=known["client_id"],
            issuer=_description()["issuer"],
            leeway=DRIFT,
            options={"require": CLAIMS},
        )
    except jwt.PyJWTError as wrong:
        raise ProviderFailed(type(wrong).__name__) from None
    several = isinstance(told["aud"], list) and len(told["aud"]) > 1
    if told.get("azp", None if several else known["client_id"]) != known["client_id"]:
        raise ProviderFailed("azp")
    if not told["sub"]:
        raise ProviderFailed("sub")
    return told


def _description() -> dict[str, Any]:
    """The provider's description of itself, which must be about itself."""
    known = settings.CITIZEN_OIDC
    key = f"{KEPT}/{known['issuer']}"
    told: dict[str, Any] | None = cache.get(key)
    if told is None:
        told = _asked("GET", known["issuer"] + "/.well-known/openid-configuration")
        if str(told.get("issuer", "")).rstrip("/") != known["issuer"]:
            raise ProviderFailed("issuer")
        cache.set(key, told, REMEMBERED)
    return told


def _endpoint(name: str) -> str:
    known, address = settings.CITIZEN_OIDC, str(_description().get(name, ""))
    parts = urlsplit(address)
    if parts.hostname not in known["hosts"] or parts.scheme != known["scheme"]:
        raise ProviderFailed(name)
    return address


def _asked(method: str, address: str, **options: Any) -> dict[str, Any]:
    known = settings.CITIZEN_OIDC
    with Session(known["hosts"], known["scheme"]) as session:
        try:
            answer = session.request(method, address, stream=True, **options)
            told = orjson.loads(content(answer)) if answer.status_code == 200 else None
        except (requests.exceptions.RequestException, ValueError) as broken:
            raise ProviderFailed(type(broken).__name__) from None
    if not isinstance(told, dict):
        raise ProviderFailed(f"{urlsplit(address).path} {answer.status_code}")
    return told
