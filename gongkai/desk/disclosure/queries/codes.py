"""Query codes: what an applicant shows instead of an account. Stored as keyed digests, compared in constant
time."""

import base64
import hmac
import secrets

from gongkai.ground.sealing import services as sealing

from ..models import DisclosureRequest

LETTERS = 16  # of 32: eighty bits


def new_token() -> str:
    """A form's one-time token."""
    return secrets.token_urlsafe(24)


def code_of(token: str) -> str:
    """The query code that a form's token gives: AAAA-BBBB-CCCC-DDDD."""
    text = base64.b32encode(bytes.fromhex(sealing.digest("token", token)))[:LETTERS].decode()
    return "-".join(text[start : start + 4] for start in range(0, LETTERS, 4))


def digest_of(code: str) -> str:
    """What the row keeps of a code, however it was typed."""
    return sealing.digest("code", code.strip().upper().replace("-", "").replace(" ", ""))


def found(number: str, code: str) -> DisclosureRequest | None:
    """The case of a number whose code this is. A wrong number takes as long as a wrong code."""
    known = DisclosureRequest.objects.filter(number=number.strip()).values_list("pk", "code").first()
    key, expected = known or (0, "0" * 64)
    if not hmac.compare_digest(expected, digest_of(code)) or not known:
        return None
    return DisclosureRequest.objects.select_related("organisation").get(pk=key)


def shown(key: int) -> DisclosureRequest | None:
    """A case for its own page, after its code was shown, with what that page needs."""
    rows = DisclosureRequest.objects.select_related("organisation__parent", "reply", "publication")
    return rows.prefetch_related("events").filter(pk=key).first()


def coded(code: str) -> DisclosureRequest | None:
    """The case of a code alone: for the receipt, whose browser holds the form's token."""
    return DisclosureRequest.objects.select_related("organisation").filter(code=digest_of(code)).first()
