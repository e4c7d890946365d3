"""The SMS gateway, read from the environment (docs/operations.md)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .identity import LOOPBACK

SHORTEST = 16  # characters of the secret


def configured(environment: Mapping[str, str], sign: str) -> dict[str, Any]:
    """What sending must know of the gateway, {} without one. Raises ImproperlyConfigured."""
    url = environment.get("GONGKAI_SMS_URL", "")
    if not url:
        return {}
    address, secret = named("GONGKAI_SMS_URL", url), environment.get("GONGKAI_SMS_SECRET", "")
    if len(secret) < SHORTEST:
        raise ImproperlyConfigured(
            f"设置了 GONGKAI_SMS_URL，还须设置 GONGKAI_SMS_SECRET，至少 {SHORTEST} 个字符"
        )
    return address | {"secret": secret, "sign": environment.get("GONGKAI_SMS_SIGN", "") or sign}


def named(setting: str, url: str) -> dict[str, Any]:
    """An address that a secret may go to: its host and scheme. Raises ImproperlyConfigured."""
    address = urlsplit(url)
    if address.scheme not in ("https", "http") or not address.hostname or address.username:
        raise ImproperlyConfigured(f"{setting} 须是 https 地址，不带用户名")
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{setting} 须是 https 地址")
    return {"url": url, "host": address.hostname, "scheme": address.scheme}
