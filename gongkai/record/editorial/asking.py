"""Asks one outside address whether it answers: a public IP address, pinned, and followed nowhere else.

The name is resolved once and the connection made to that number, so that no second answer of a name server
leads inside. Nothing of the answer but its status is read, and whoever answers a byte at a time is cut off.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Collection
from http.client import HTTPConnection, HTTPException

from .rules.addresses import askable, outside, target

PATIENCE = 6.0  # seconds for a connection, and for each silence
LONGEST = 12.0  # seconds for one question, whatever comes
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
    try:
        found = answered("HEAD", scheme, number, host, port, target(address))
        if found in HEAD_REFUSED:
            found = answered("GET", scheme, number, host, port, target(address))
    except (OSError, HTTPException, ValueError):
        return 0
    return found


def resolved(host: str, port: int, *, trusted: bool) -> str:
    """The number of a host; "" when there is none, or one of them is not in the public internet."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return ""
    if not found or not (trusted or all(outside(number) for number in found)):
        return ""
    return sorted(found, key=lambda number: (":" in number, number))[0]


def answered(method: str, scheme: str, number: str, host: str, port: int, path: str) -> int:
    """The status that one request gets, over one connection to a number; the certificate being the host's."""
    with contextlib.ExitStack() as held:
        line = held.enter_context(socket.create_connection((number, port), PATIENCE))
        if scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
            held.enter_context(line)
        timer = threading.Timer(LONGEST, _cut, (line,))
        timer.daemon = True
        timer.start()
        held.callback(timer.cancel)
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        door = HTTPConnection(host, port)
        door.sock = line
        name = f"[{host}]" if ":" in host else host
        headers = {"Host": name if port in (80, 443) else f"{name}:{port}", "User-Agent": AGENT}
        door.request(method, path, headers=headers | {"Connection": "close"})
        return door.getresponse().status


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
