"""The SMS gateway over HTTP: a signed JSON text to the one address of the settings (docs/messages.md).

A gateway that repeats, dribbles, redirects or talks nonsense costs a try and nothing else; the idempotence
key lets it tell a repeat from a new message.
"""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import orjson
import requests
from django.conf import settings
from django.utils import timezone

from gongkai.ground.calling.services import Session, content

from ..rules.messages import LONGEST_WAIT, Trouble
from ..rules.outcomes import TAKEN, Outcome


def hand_over(message: dict[str, Any]) -> Outcome:
    """Give one message to the gateway; never raises for what the gateway does."""
    known = settings.SMS
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    stamp = str(int(timezone.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": message["id"],
        "Gongkai-Timestamp": stamp,
        "Gongkai-Signature": signature(known["secret"], stamp, body),
    }
    with Session({known["host"]}, known["scheme"]) as session:
        try:
            answer = session.post(known["url"], data=body, headers=headers, stream=True)
            return judged(answer.status_code, answer.headers.get("Retry-After", ""), content(answer))
        except requests.exceptions.Timeout:
            return Outcome(Trouble.TIMEOUT)
        except requests.exceptions.ConnectionError:
            return Outcome(Trouble.UNREACHABLE)
        except requests.exceptions.RequestException:
            return Outcome(Trouble.NONSENSE)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over time stamp, a full stop and the body, hex."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def judged(status: int, wait: str, body: bytes) -> Outcome:
    """What an answer means. 409 is a message that the gateway has had already."""
    if status == 409:
        return TAKEN
    if status == 429:
        seconds = int(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 9 else 0
        return Outcome(Trouble.BUSY, after=min(timedelta(seconds=seconds), LONGEST_WAIT))
    if status in (401, 403):
        return Outcome(Trouble.SETUP)
    if status >= 500:
        return Outcome(Trouble.BROKEN)
    if status in (400, 404, 413, 422):
        return Outcome(Trouble.SETUP if status == 404 else Trouble.REFUSED, final=status != 404)
    try:
        said = orjson.loads(body)  # json would exhaust the stack over brackets without end
    except ValueError:
        said = None
    taken = said.get("accepted") if isinstance(said, dict) and status in (200, 201, 202) else None
    if taken is True:
        return TAKEN
    return Outcome(Trouble.REFUSED, final=True) if taken is False else Outcome(Trouble.NONSENSE)
