"""The identity providers of staff and of citizens, read from the environment (docs/operations.md)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def configured(environment: Mapping[str, str], prefix: str = "GONGKAI_OIDC") -> dict[str, Any]:
    """What must be known of a provider, {} without one. Raises ImproperlyConfigured.

    Its own host is asked over https, and others only when ``…_HOSTS`` names them.
    """
    issuer = environment.get(f"{prefix}_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    client, secret = environment.get(f"{prefix}_CLIENT_ID"), environment.get(f"{prefix}_SECRET")
    if not client or not secret:
        raise ImproperlyConfigured(f"设置了 {prefix}_ISSUER，还须设置 {prefix}_CLIENT_ID 和 {prefix}_SECRET")
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{prefix}_ISSUER 须是 https 地址")
    return {
        "issuer": issuer,
        "name": environment.get(f"{prefix}_NAME", "统一身份"),
        "client_id": client,
        "secret": secret,
        "scheme": address.scheme,
        "hosts": {address.hostname, *listed(environment.get(f"{prefix}_HOSTS", ""))},
        "acr": listed(environment.get(f"{prefix}_ACR", "")),
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
