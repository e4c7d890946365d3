"""Which outside addresses may be asked whether they answer, and what an answer means."""

import ipaddress
from collections.abc import Collection
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
GONE = frozenset({404, 410})  # a firewall's 403 or a time-out says nothing about the page
FAILURES = 2  # in a row, while others answered, before an address that cannot be reached counts as dead
MAX_ADDRESS = 1_000
GLOBAL6 = ipaddress.ip_network("2000::/3")  # the only unicast addresses given out (RFC 4291)
AS_IS = "/%:@!$&'()*+,;=~?-._"  # of a path or a query


def askable(address: str, listed: Collection[str] = ()) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address that may be asked; None for any other.

    Other ports than the usual ones, and names and passwords, only where the operator listed ``host:port``.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().encode("idna").decode()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or len(address) > MAX_ADDRESS:
        return None
    usual = port == PORTS[parts.scheme]
    return (parts.scheme, host, port) if usual or f"{host}:{port}" in listed else None


def target(address: str) -> str:
    """What stands in the request line: path and query, with everything quoted that a line may not hold."""
    parts = urlsplit(address)
    query = f"?{quote(parts.query, AS_IS)}" if parts.query else ""
    return (quote(parts.path, AS_IS) or "/") + query


def outside(number: str) -> bool:
    """Whether an IP address lies in the public internet: what is ours, or near, is never asked.

    Nor are the IPv6 addresses that carry an IPv4 address for a gateway (NAT64, 6to4, IPv4-compatible).
    """
    try:
        known = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return outside(str(known.ipv4_mapped))
        if known not in GLOBAL6 or known.sixtofour or known.teredo:
            return False
    return known.is_global and not known.is_multicast


def judged(status: int, failures: int, *, connected: bool) -> bool | None:
    """Whether an address is alive: by its HTTP ``status``, 0 for no answer at all; None is not known."""
    if status:
        return status not in GONE
    return False if failures >= FAILURES and connected else None
