"""Failed sign-ins: five for one name within a quarter of an hour shut the door for that long.

Counts are kept for every name typed, whether a person bears it or not, so that the answer tells nothing.
网络安全等级保护基本要求 (GB/T 22239-2019, 8.1.4.1) asks for a limit; the number is practice.
"""

import hashlib

from django.core.cache import cache

ALLOWED = 5
SECONDS = 15 * 60


def key(username: str) -> str:
    """A cache key that does not show the name."""
    return "console.sign_in." + hashlib.sha256(username.strip().casefold().encode()).hexdigest()


def left(username: str) -> int:
    """How many more tries this name has."""
    return max(0, ALLOWED - int(cache.get(key(username), 0)))


def failed(username: str) -> int:
    """Count one failure; returns how many tries are left."""
    cache.add(key(username), 0, SECONDS)
    try:
        cache.incr(key(username))
    except ValueError:  # expired between the two calls
        cache.set(key(username), 1, SECONDS)
    return left(username)


def forget(username: str) -> None:
    cache.delete(key(username))
