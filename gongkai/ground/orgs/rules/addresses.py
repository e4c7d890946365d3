"""Which place a request comes from, as far as tries are counted. Pure.

Behind our proxy it is what the proxy saw, which is the last address it appended. An IPv6 network is one
place: whoever has an address there has 2 ** 64 of them.
"""

import ipaddress

NOWHERE = "::"


def place(seen: str, forwarded: str | None = None) -> str:
    """``seen`` is the other end of the connection; ``forwarded`` the X-Forwarded-For of a proxy of ours."""
    if forwarded is not None:
        seen = forwarded.rpartition(",")[2].strip()
    try:
        known = ipaddress.ip_address(seen or NOWHERE)
    except ValueError:
        return seen
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)
