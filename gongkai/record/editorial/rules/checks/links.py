"""Addresses in a text that no longer answer. Who asked them, and when, is the caller's matter."""

import re
from collections.abc import Mapping
from html import unescape

from ..findings import Finding, Severity

_HREF = re.compile(r"""<a\s[^<>]*?href=["']([^"'<>\s]{4,2000})["']""", re.IGNORECASE)
SHOWN = 50


def named(html: str) -> tuple[str, ...]:
    """The outside addresses that a page links to, each once, in order."""
    found = dict.fromkeys(
        address
        for address in map(unescape, _HREF.findall(html))
        if address.startswith(("http://", "https://"))
    )
    return tuple(found)


def dead(answers: Mapping[str, bool]) -> list[Finding]:
    """Those that did not answer when asked."""
    return [
        Finding(
            "link.dead",
            Severity.WARNING,
            "正文链接",
            address[:300],
            "链接打不开，请改正地址或删去链接。",
            exact=address,
        )
        for address, alive in answers.items()
        if not alive
    ][:SHOWN]
