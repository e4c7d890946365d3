"""Who may speak as the hotline: a request that is signed, timely, and was not seen before.

A repeat of a message is welcome under a new nonce; a repeat of a request is somebody who listened.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import HotlineNonce
from ..rules.hotline_signing import NONCE, WINDOW, same, signature, timely

STAMP, NONCE_HEADER, SIGNATURE = "Gongkai-Timestamp", "Gongkai-Nonce", "Gongkai-Signature"


class Stranger(PermissionError):
    """The request is not the hotline's; ``why`` is the error code of docs/hotline.md."""

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


def set_up() -> bool:
    """Whether the operator has named a secret."""
    return bool(known())


def known() -> dict[str, Any]:
    """The settings of the hotline, {} without one."""
    found: dict[str, Any] = settings.HOTLINE
    return found


def admit(method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
    """Let a request in once. Raises Stranger. The signature is checked first: a stranger stores nothing."""
    stamp, nonce = headers.get(STAMP, ""), headers.get(NONCE_HEADER, "")
    expected = signature(known()["secret"], method, path, stamp, nonce, body)
    if not NONCE.fullmatch(nonce) or not same(headers.get(SIGNATURE, ""), expected):
        raise Stranger("signature", "签名不对：请核对密钥，以及方法、路径、时间、随机串和正文的拼接方式")
    now = timezone.now()
    if not timely(stamp, now):
        raise Stranger("timestamp", f"时间戳与本机相差超过 {WINDOW} 秒，请校准时钟后用新的时间戳重发")
    try:
        with transaction.atomic():
            HotlineNonce.objects.create(nonce=nonce, at=now)
    except IntegrityError:
        raise Stranger("replayed", "这个随机串已经用过，请换一个新的随机串重发") from None


def prune(now: datetime) -> int:
    """Forget nonces whose time stamp holds no longer; how many."""
    return int(HotlineNonce.objects.filter(at__lt=now - timedelta(seconds=2 * WINDOW)).delete()[0])
