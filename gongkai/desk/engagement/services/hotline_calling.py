"""Requests to the hotline: signed, to the one host of the settings, each under a nonce of its own.

A hotline that repeats, dribbles, redirects or talks nonsense costs a try and nothing else.
"""

import secrets
from typing import Any

import orjson
import requests
from django.utils import timezone

from gongkai.ground.calling.services import Session, content
from gongkai.ground.notices.rules.messages import Trouble
from gongkai.ground.notices.rules.outcomes import Outcome
from gongkai.ground.notices.services.gateway import judged

from ..rules.hotline import canonical
from ..rules.hotline_signing import signature
from .hotline_admission import NONCE_HEADER, SIGNATURE, STAMP, known


def tell(message: dict[str, Any]) -> Outcome:
    """Give the hotline one message; never raises for what the hotline does."""
    try:
        return judged(*_asked("messages", message, message["message"]))
    except requests.exceptions.RequestException as broken:
        return Outcome(_trouble(broken))


def compare(listed: dict[str, Any]) -> dict[str, Any] | None:
    """The hotline's answer to a list of what it should have; None when it gave none that can be read."""
    try:
        status, _, body = _asked("reconciliation", listed, "")
        answer = orjson.loads(body) if status == 200 else None
    except (requests.exceptions.RequestException, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def _asked(place: str, value: dict[str, Any], key: str) -> tuple[int, str, bytes]:
    settings, body = known(), canonical(value)
    path = f"{settings['path']}/{place}"
    stamp, nonce = str(int(timezone.now().timestamp())), secrets.token_urlsafe(24)
    headers = {
        "Content-Type": "application/json",
        STAMP: stamp,
        NONCE_HEADER: nonce,
        SIGNATURE: signature(settings["secret"], "POST", path, stamp, nonce, body),
    }
    headers |= {"Idempotency-Key": key} if key else {}
    with Session({settings["host"]}, settings["scheme"]) as session:
        answer = session.post(f"{settings['url']}/{place}", data=body, headers=headers, stream=True)
        return answer.status_code, answer.headers.get("Retry-After", ""), content(answer)


def _trouble(broken: Exception) -> Trouble:
    if isinstance(broken, requests.exceptions.Timeout):
        return Trouble.TIMEOUT
    if isinstance(broken, requests.exceptions.ConnectionError):
        return Trouble.UNREACHABLE
    return Trouble.NONSENSE
