"""Asks one outside address whether it answers: a public IP address, pinned, and followed nowhere else.

The name is resolved once and the connection made to that number, so that no second answer of a name server
leads inside. Nothing of the answer but its status is read.
"""

import socket
from collections.abc import Collection

import urllib3
from urllib3.util import Timeout

from .rules.addresses import askable, outside

PATIENCE = Timeout(connect=4, read=6)  # seconds
AGENT = "gongkai-link-check/1"
HEAD_REFUSED = frozenset({405, 501})


def status(address: str, listed: Collection[str] = ()) -> int:
    """The HTTP status of an address; 0 when it may not be asked or does not answer."""
    known = askable(address, listed)
    if known is None:
        return 0
    scheme, host, port = known
    number = resolved(host, port, trusted=f"{host}:{port}" in listed)
    if not number:
        return 0
    path = address.split("//", 1)[1].partition("/")[2].partition("#")[0]
    headers = {"Host": host if port in (80, 443) else f"{host}:{port}", "User-Agent": AGENT}
    try:
        with pool(scheme, number, port, host) as door:
            for method in ("HEAD", "GET"):
                answer = door.urlopen(
                    method, f"/{path}", headers=headers, redirect=False, retries=False, preload_content=False
                )
                answer.close()
                if answer.status not in HEAD_REFUSED:
                    break
    except (urllib3.exceptions.HTTPError, OSError, ValueError):
        return 0
    return int(answer.status)


def resolved(host: str, port: int, *, trusted: bool) -> str:
    """The number of a host; "" when there is none, or one of them is not in the public internet."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return ""
    if not found or not (trusted or all(outside(number) for number in found)):
        return ""
    return sorted(found, key=lambda number: (":" in number, number))[0]


def pool(scheme: str, number: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    """One connection to a number, the certificate being the host's."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(number, port, timeout=PATIENCE, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        number,
        port,
        timeout=PATIENCE,
        maxsize=1,
        server_hostname=host,
        assert_hostname=host,
    )
