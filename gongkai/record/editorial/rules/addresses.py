"""Which outside addresses may be asked whether they answer, and what an answer means."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
GONE = frozenset({404, 410})  # a firewall's 403 or a time-out says nothing about the page
FAILURES = 2  # in a row, while others answered, before an address that cannot be reached counts as dead
MAX_ADDRESS = 1_000


def askable(address: str, listed: Collection[str] = ()) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address that may be asked; None for any other.

    Other ports than the usual ones, and names and passwords, only where the operator listed ``host:port``.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or parts.username or len(address) > MAX_ADDRESS:
        return None
    usual = port == PORTS[parts.scheme]
    return (parts.scheme, host, port) if usual or f"{host}:{port}" in listed else None


def outside(number: str) -> bool:
    """Whether an IP address lies in the public internet: what is ours, or near, is never asked."""
    try:
        known = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(known, "ipv4_mapped", None)
    return (mapped or known).is_global and not known.is_multicast


def judged(status: int, failures: int, *, connected: bool) -> bool | None:
    """Whether an address is alive: by its HTTP ``status``, 0 for no answer at all; None is not known."""
    if status:
        return status not in GONE
    return False if failures >= FAILURES and connected else None
