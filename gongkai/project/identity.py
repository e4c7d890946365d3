"""The identity provider of the staff, read from the environment (docs/operations.md)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def configured(environment: Mapping[str, str]) -> dict[str, Any]:
    """What the console must know of the provider, {} without one. Raises ImproperlyConfigured.

    Its own host is asked over https, and others only when ``GONGKAI_OIDC_HOSTS`` names them.
    """
    issuer = environment.get("GONGKAI_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    client, secret = environment.get("GONGKAI_OIDC_CLIENT_ID"), environment.get("GONGKAI_OIDC_SECRET")
    if not client or not secret:
        raise ImproperlyConfigured(
            "设置了 GONGKAI_OIDC_ISSUER，还须设置 GONGKAI_OIDC_CLIENT_ID 和 GONGKAI_OIDC_SECRET"
        )
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured("GONGKAI_OIDC_ISSUER 须是 https 地址")
    return {
        "issuer": issuer,
        "name": environment.get("GONGKAI_OIDC_NAME", "统一身份"),
        "client_id": client,
        "secret": secret,
        "scheme": address.scheme,
        "hosts": {address.hostname, *listed(environment.get("GONGKAI_OIDC_HOSTS", ""))},
        "acr": listed(environment.get("GONGKAI_OIDC_ACR", "")),
    }


def listed(words: str) -> set[str]:
    return {word.strip() for word in words.split(",") if word.strip()}


def providers(known: dict[str, Any]) -> dict[str, Any]:
    """The same as allauth's ``SOCIALACCOUNT_PROVIDERS``."""
    if not known:
        return {}
    app = {
        "provider_id": "staff",
        "name": known["name"],
        "client_id": known["client_id"],
        "secret": known["secret"],
        "settings": {"server_url": known["issuer"], "oauth_pkce_enabled": True, "fetch_userinfo": False},
    }
    return {"openid_connect": {"APPS": [app], "SCOPE": ["openid"]}}
