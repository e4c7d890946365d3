"""A person's browser before a running process: keeps cookies, fills in forms, and remembers every head."""

import re
import urllib.error
import urllib.request
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Upload:
    """A file as Django's encoder wants it."""

    content_type = "application/octet-stream"

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read(self) -> bytes:
        return self.data


class Straight(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand, so that their heads are seen."""

    def redirect_request(self, *arguments: object) -> None:
        return None


class Visitor:
    """``heads`` are all addresses, cookies and other headers that came back; ``status`` is the last."""

    def __init__(self, web: str, place: str) -> None:
        self.web, self.place = web, place
        self.heads: list[str] = []
        self.page, self.status = "", 0
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(Straight, urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        return self._ask(urllib.request.Request(self.web + path))

    def post(self, path: str, fields: dict, *, hidden: bool = True) -> str:
        """Send a form of the last page: its hidden fields go along."""
        sent = {"csrfmiddlewaretoken": self.hidden().get("csrfmiddlewaretoken", "")}
        sent = {**(self.hidden() if hidden else sent), **fields}
        request = urllib.request.Request(self.web + path, encode_multipart(BOUNDARY, sent))
        request.add_header("Content-Type", MULTIPART_CONTENT)
        return self._ask(request)

    def post_plain(self, path: str, fields: dict) -> str:
        """The same, url-encoded as a form without files is."""
        data = urlencode({**self.hidden(), **fields}).encode()
        return self._ask(urllib.request.Request(self.web + path, data))

    def hidden(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in HIDDEN.findall(self.page)}

    def _ask(self, request: urllib.request.Request) -> str:
        request.add_header("X-Forwarded-For", self.place)
        try:
            with self.opener.open(request, timeout=60) as answer:
                self.status, headers, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            self.status, headers, body = error.code, error.headers, error.read()
        self.heads.append(f"{request.full_url}\n{headers}")
        if target := headers.get("Location"):
            return self.get(target.removeprefix(self.web))
        self.page = body.decode(errors="replace")
        return self.page
