"""A session that asks named hosts only, without redirects, and bounded in time and size.

No proxy and no ``.netrc`` of the machine takes part: the settings alone decide where a secret goes.
"""

import time
from collections.abc import Collection
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests

SECONDS = 5  # to connect, and between two pieces of an answer
ALTOGETHER = 10  # seconds for an answer's whole body: a host that dribbles does not hold us
LARGEST = 64 * 1024  # bytes of an answer


class TooMuch(requests.exceptions.RequestException):
    """The answer was longer, or took longer, than any honest one."""


class Session(requests.Session):
    """Asks these hosts by this scheme, and raises InvalidURL for every other address."""

    def __init__(self, hosts: Collection[str], scheme: str) -> None:
        super().__init__()
        self.hosts, self.scheme, self.trust_env = hosts, scheme, False

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        asked = urlsplit(url)
        if asked.hostname not in self.hosts or asked.scheme != self.scheme:
            raise requests.exceptions.InvalidURL("address outside the hosts of the settings")
        send = partial(super().request, method, url)
        return send(**(options | {"timeout": SECONDS, "allow_redirects": False}))


def content(answer: requests.Response) -> bytes:
    """The body of an answer that was asked with ``stream=True``. Raises TooMuch."""
    began, whole = time.monotonic(), bytearray()
    with answer:
        for piece in answer.iter_content(1):  # larger pieces would wait until they are full
            whole += piece
            if len(whole) > LARGEST or time.monotonic() - began > ALTOGETHER:
                raise TooMuch("the answer is too long or too slow")
    return bytes(whole)
