"""Query codes: what somebody shows instead of an account. Stored as keyed digests, compared in constant time.

A code follows from the one-time token of the form that was sent, so that the same form sent twice is one
matter with one code.
"""

import base64
import hmac
import secrets

from . import services

LETTERS = 16  # of 32: eighty bits
NOBODY = "0" * 64  # compared with where there is no row: a wrong number takes as long as a wrong code


def new_token() -> str:
    """A form's one-time token."""
    return secrets.token_urlsafe(24)


def code_of(token: str) -> str:
    """The query code that a form's token gives: AAAA-BBBB-CCCC-DDDD."""
    text = base64.b32encode(bytes.fromhex(services.digest("token", token)))[:LETTERS].decode()
    return "-".join(text[start : start + 4] for start in range(0, LETTERS, 4))


def digest_of(code: str) -> str:
    """What the row keeps of a code, however it was typed."""
    return services.digest("code", code.strip().upper().replace("-", "").replace(" ", ""))


def fits(code: str, expected: str) -> bool:
    """Whether a typed code is the one whose digest a row keeps."""
    return hmac.compare_digest(expected, digest_of(code))
