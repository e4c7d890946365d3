"""How the two sides prove who speaks: an HMAC-SHA256 over what is asked, when, once, and with which body.

The method and the path are signed too, so that what was said at one address is nothing at another. Pure.
"""

import hashlib
import hmac
import re
from datetime import datetime

WINDOW = 300  # seconds that two clocks may differ
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
HEX = re.compile(r"[0-9a-f]{64}")


def signature(secret: str, method: str, path: str, stamp: str, nonce: str, body: bytes) -> str:
    """Hex digest over method, path, time stamp (seconds), nonce, each ended by a newline, and the body."""
    head = "".join(f"{part}\n" for part in (method, path, stamp, nonce))
    return hmac.new(secret.encode(), head.encode() + body, hashlib.sha256).hexdigest()


def of_file(secret: str, name: str, content: bytes) -> str:
    """What a package of the watched folder is signed with: over its name, a newline and its bytes."""
    return hmac.new(secret.encode(), name.encode() + b"\n" + content, hashlib.sha256).hexdigest()


def same(given: str, expected: str) -> bool:
    """Compared in constant time; what is no digest at all is refused without a comparison."""
    return bool(HEX.fullmatch(given)) and hmac.compare_digest(given, expected)


def timely(stamp: str, now: datetime) -> bool:
    """Whether a time stamp (seconds since 1970) lies within the window."""
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        return False
    return abs(int(stamp) - now.timestamp()) <= WINDOW
