"""Failed sign-ins: five for one name within a quarter of an hour shut the door for that long.

Counts are kept for every name typed, whether a person bears it or not, so that the answer tells nothing, and
for every address from which names are tried. They lie in the database: shared by all processes, kept over a
restart, and not pushed out by other names.
网络安全等级保护基本要求 (GB/T 22239-2019, 8.1.4.1) asks for a limit; the number is practice.
"""

import hashlib

from django.core.cache import caches

ALLOWED = 5
FROM_ONE_ADDRESS = 60  # failures: an office behind one address has many hands
SECONDS = 15 * 60


def key(text: str) -> str:
    """A cache key that does not show the name or address."""
    return "sign_in." + hashlib.sha256(text.strip().casefold().encode()).hexdigest()


def left(username: str, address: str = "") -> int:
    """How many more tries this name has from this address."""
    counts = caches["counters"].get_many([key(username), key(f"from {address}")])
    if address and counts.get(key(f"from {address}"), 0) >= FROM_ONE_ADDRESS:
        return 0
    return max(0, ALLOWED - int(counts.get(key(username), 0)))


def failed(username: str, address: str = "") -> int:
    """Count one failure; returns how many tries are left."""
    for text in (username, f"from {address}"):
        caches["counters"].add(key(text), 0, SECONDS)
        try:
            caches["counters"].incr(key(text))
        except ValueError:  # expired between the two calls
            caches["counters"].set(key(text), 1, SECONDS)
    return left(username, address)


def forget(username: str) -> None:
    caches["counters"].delete(key(username))
