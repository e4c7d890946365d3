"""The 12345 hotline, read from the environment (docs/hotline.md)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .gateway import SHORTEST, named


def configured(environment: Mapping[str, str]) -> dict[str, Any]:
    """The shared secret and, where the hotline is called, its address; {} without a secret. Raises
    ImproperlyConfigured."""
    url = environment.get("GONGKAI_HOTLINE_URL", "").rstrip("/")
    secret = environment.get("GONGKAI_HOTLINE_SECRET", "")
    if not url and not secret:
        return {}
    if len(secret) < SHORTEST:
        raise ImproperlyConfigured(f"对接 12345 热线须设置 GONGKAI_HOTLINE_SECRET，至少 {SHORTEST} 个字符")
    address = named("GONGKAI_HOTLINE_URL", url) if url else {}
    return address | {"secret": secret, "path": urlsplit(url).path}
