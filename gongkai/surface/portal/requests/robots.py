"""Robots are kept out without anybody's help: a proof of work where scripts run, a question where not.

The proof follows the ALTCHA protocol (v2, PBKDF2): the browser's worker searches for a counter that only work
finds. Challenge and question are signed and bound to the form's one-time token, and a token is one case: a
solved one is of use once. A field that people do not see catches what fills every field.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from altcha import create_challenge, verify_solution
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from . import questions

ALGORITHM, COST = "PBKDF2/SHA-256", 5_000
FEWEST, MORE = 80, 80  # derivations that the worker makes: about a second on an old phone
LASTS = 4 * 3600  # seconds that a form may be thought about
LONGEST = 4_000  # characters of an answer to a challenge
SALT = "request.question"
POT = "website"  # the field that people do not see


@dataclass(frozen=True, slots=True)
class Gate:
    """What a form shows: the challenge for a script, the question for a person."""

    challenge: str
    question: str
    asked: str
    failed: str = ""


def gate(token: str, failed: str = "") -> Gate:
    """A new challenge and a new question for a form's token."""
    seed = secrets.token_hex(8)
    words, _answer = questions.drawn(_seed(seed))
    asked = signing.dumps([seed, _mark(token)], salt=SALT)
    return Gate(_challenge(token), words, asked, failed)


def trouble(sent: Mapping[str, str], token: str) -> str:
    """Why a form is not taken for a person's; "" when it is."""
    if sent.get(POT):
        return _("表单没有通过核对，请刷新页面重新填写。")
    if _worked(sent.get("altcha", ""), token) or _answered(sent, token):
        return ""
    if sent.get("answer", "").strip():
        return _("验证题的回答不对，请回答下面这道新题。")
    return _("请回答验证题，证明不是机器人在填写。")


def _challenge(token: str) -> str:
    made = create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + secrets.randbelow(MORE),
        expires_at=int(time.time()) + LASTS,
        data={"form": _mark(token)},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("solution"),
    )
    return json.dumps(made.to_dict())


def _worked(payload: str, token: str) -> bool:
    if not 0 < len(payload) <= LONGEST:
        return False
    found = verify_solution(payload, _secret("challenge"), hmac_key_secret=_secret("solution"))
    if not found.verified:
        return False
    said = json.loads(base64.b64decode(payload))["challenge"]["parameters"].get("data") or {}
    return hmac.compare_digest(str(said.get("form", "")), _mark(token))


def _answered(sent: Mapping[str, str], token: str) -> bool:
    try:
        seed, mark = signing.loads(sent.get("asked", ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return False
    _words, answer = questions.drawn(_seed(seed))
    return hmac.compare_digest(mark, _mark(token)) and questions.fits(sent.get("answer", ""), answer)


def _mark(token: str) -> str:
    return hmac.new(_secret("form"), token.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def _seed(seed: str) -> bytes:
    return hmac.new(_secret("question"), seed.encode(), hashlib.sha256).digest()


def _secret(use: str) -> bytes:
    return hashlib.sha256(f"gongkai robots {use} {settings.SECRET_KEY}".encode()).digest()
