"""Fetching a page of a running site for a check: bounded in bytes, in time and in where it may lead.

The operator names the address, so any host may be asked, inside ones too; a redirect may lead to another
path of the same host only, because the page that was asked for is the one to be checked.
"""

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

MAX_BYTES = 64 * 1024 * 1024
SILENCE, PATIENCE = 10.0, 60.0  # seconds without a byte, and in all
CHUNK = 64 * 1024
AGENT = "gongkai-verify"


class NotFetched(Exception):
    """The site did not give the page; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """``status`` is HTTP's; a page that is gone (410) still says something."""

    status: int
    content: bytes


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect on the same scheme, host and port; any other is an error."""

    max_redirections = 3

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise NotFetched(f"网站把这个地址转到了别处：{newurl[:200]}；请直接给出那个地址")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(address: str) -> Fetched:
    """One page. Raises NotFetched for other schemes, no answer, too many bytes, too long."""
    parts = parted(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched("地址应以 http:// 或 https:// 开头")
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - checked above
    opener = urllib.request.build_opener(SameHost)
    until = time.monotonic() + PATIENCE
    try:
        with opener.open(request, timeout=SILENCE) as answer:
            return Fetched(answer.status, bounded(answer, until))
    except urllib.error.HTTPError as refused:
        with refused:
            return Fetched(refused.code, bounded(refused, until))
    except (OSError, ValueError, http.client.HTTPException) as failed:
        reason = getattr(failed, "reason", None) or failed
        raise NotFetched(f"取不到 {address}：{reason}") from failed


def parted(address: str) -> SplitResult:
    """The parts of an address; NotFetched where it is none."""
    try:
        return urlsplit(address)
    except ValueError as wrong:
        raise NotFetched("地址的写法不对") from wrong


def bounded(answer: Any, until: float) -> bytes:
    """The body, or NotFetched once it is too long in bytes or in seconds."""
    parts, length = [], 0
    while part := answer.read1(CHUNK) if hasattr(answer, "read1") else answer.read(CHUNK):
        length += len(part)
        if length > MAX_BYTES:
            raise NotFetched(f"网页超过 {MAX_BYTES} 字节，没有核对")
        if time.monotonic() > until:
            raise NotFetched(f"网站在 {PATIENCE:.0f} 秒内没有送完网页")
        parts.append(part)
    return b"".join(parts)
