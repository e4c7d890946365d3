"""The page store's door: WSGI middleware in front of Django.

A view that may be stored says so with response headers, which never leave the process: ``Gongkai-Tags``
(space-separated tags of everything the page shows); where the page ages by itself, ``Gongkai-Not-After``
(Unix seconds); where it reads the query, ``Gongkai-Query`` (the names it reads). The key is host, path,
query, language and text size. Not stored: anything but GET and HEAD, a request with a session or CSRF cookie,
a query with a name that the view does not read, a response with Set-Cookie. A view whose page may be stored
is shown no other cookie and no Accept-Language, so that it cannot depend on them.

Everything that is remembered is bounded in number and in length, whatever visitors send.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http.cookie import parse_cookie

from .page_store import Headers, Key, Page, PageStore

QUERY = frozenset(
    ("before", "channel", "kind", "limit", "mandatory_item", "publisher")
)  # that any view may read
LONGEST_HOST, LONGEST_PATH, LONGEST_QUERY = 100, 300, 300  # characters of what may be stored
LONGEST_COOKIE, VISITORS = 200, 10_000  # cookies of that length are remembered, and so many of them
LANGUAGES = frozenset(("zh", "en"))
SIZES = frozenset(("normal", "large"))
STORABLE = ("200 ", "301 ", "410 ")
UNSTORED = ("/static/", "/media/", "/console/", "/preview/", "/requests/")
FILES = "/files/"  # of a publication: streamed, with headers that a stored page's view would not see
NOTHING: list[bytes] = []
PATIENCE = 20.0  # seconds a request waits for another's render of the same page


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a Cookie header says. ``variant`` is "language/size"; ``cookie`` is all a stored page may see."""

    variant: str
    cookie: str
    session: bool = False
    storable: bool = True


ANYBODY = Visitor("/", "")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class PageGate:
    """Serves stored pages without touching Django, and stores what Django says may be stored."""

    def __init__(self, application: Application, store: PageStore) -> None:
        self.application = application
        self.store = store
        self._visitors: dict[str, Visitor] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self.application(environ, _without_protocol(start_response))
        cookie = environ.get("HTTP_COOKIE")
        visitor = ANYBODY if cookie is None else self._visitors.get(cookie) or self._visitor(cookie)
        if visitor.session:
            return self.application(environ, _without_protocol(start_response))
        query = environ.get("QUERY_STRING", "")
        key = (environ.get("HTTP_HOST", ""), environ["PATH_INFO"], query, visitor.variant)
        page = self.store.get(key)
        if page is None:
            if not visitor.storable or not _storable(key):
                return self.application(environ, _without_protocol(start_response))
            rendered = self._render(key, visitor, environ, start_response)
            if not isinstance(rendered, Page):
                return rendered
            page = rendered
        match = environ.get("HTTP_IF_NONE_MATCH")
        if match is not None and page.etag in match:
            start_response("304 Not Modified", page.unchanged_headers)
            return NOTHING
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            start_response(page.status, page.packed_headers)
            return page.packed if method == "GET" else NOTHING
        start_response(page.status, page.plain_headers)
        return page.plain if method == "GET" else NOTHING

    def _visitor(self, cookie: str) -> Visitor:
        """Remembered, because browsers repeat themselves."""
        if len(cookie) > LONGEST_COOKIE:
            return _visitor(cookie)
        if len(self._visitors) >= VISITORS:
            self._visitors.clear()
        visitor = self._visitors[cookie] = _visitor(cookie)
        return visitor

    def _render(
        self, key: Key, visitor: Visitor, environ: Environ, start_response: StartResponse
    ) -> Page | Iterable[bytes]:
        """A page to serve, or Django's own answer when it is not for storing."""
        own, other = self.store.begin(key)
        if other is not None and other.done.wait(PATIENCE) and other.page is not None:
            return other.page
        if own is None:
            return self.application(environ, _without_protocol(start_response))
        page: Page | None = None
        try:
            answer = _Answer()
            body = self.application(_impersonal(environ, visitor), answer)
            if (tags := answer.tags()) is None or not answer.reads(_names(key[2])):
                return answer.pass_on(body, start_response, head=environ["REQUEST_METHOD"] == "HEAD")
            page = answer.page(body, tags)
            return page
        finally:
            self.store.finish(key, own, page)


class _Answer:
    """Collects what Django gives to ``start_response``."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.protocol: dict[str, str] = {}

    def __call__(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status = status
        self.headers, self.protocol = _split(headers)

    def tags(self) -> frozenset[str] | None:
        """The tags of a page that may be stored, or None."""
        names = {name.lower() for name, _ in self.headers}
        if "gongkai-tags" not in self.protocol or not self.status.startswith(STORABLE):
            return None
        if "set-cookie" in names or "content-encoding" in names:
            return None
        return frozenset(self.protocol["gongkai-tags"].split())

    def reads(self, names: list[str]) -> bool:
        """Whether the view reads every name of the query: others would make pages without end of one page."""
        return not names or set(self.protocol.get("gongkai-query", "").split()).issuperset(names)

    def pass_on(self, body: Iterable[bytes], start_response: StartResponse, *, head: bool) -> Iterable[bytes]:
        start_response(self.status, self.headers)
        if not head:
            return body
        if close := getattr(body, "close", None):
            close()
        return NOTHING

    def page(self, body: Iterable[bytes], tags: frozenset[str]) -> Page:
        try:
            content = b"".join(body)
        finally:
            if close := getattr(body, "close", None):
                close()
        etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
        kept = [(n, v) for n, v in self.headers if n.lower() not in ("content-length", "etag", "vary")]
        if not any(name.lower() == "cache-control" for name, _ in kept):
            kept.append(("Cache-Control", "public, no-cache"))  # every visit asks; a 304 costs microseconds
        kept += [("ETag", etag), ("Vary", "Cookie, Accept-Encoding")]
        packed = gzip.compress(content, 6, mtime=0)
        unchanged = [(n, v) for n, v in kept if n.lower() not in ("content-type", "content-language")]
        not_after = self.protocol.get("gongkai-not-after")
        return Page(
            status=self.status,
            etag=etag[2:],
            plain=[content],
            plain_headers=[*kept, ("Content-Length", str(len(content)))],
            packed=[packed],
            packed_headers=[*kept, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))],
            unchanged_headers=unchanged,
            tags=tags,
            until=float(not_after) if not_after else None,
        )


def _split(headers: Headers) -> tuple[Headers, dict[str, str]]:
    """A response's own headers, and those of the store's protocol by lower-case name."""
    protocol = {name.lower(): value for name, value in headers if name.lower().startswith("gongkai-")}
    return [pair for pair in headers if not pair[0].lower().startswith("gongkai-")], protocol


def _without_protocol(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: Headers, *exc_info: Any) -> Any:
        return start_response(status, _split(headers)[0], *exc_info)

    return start


def _visitor(header: str) -> Visitor:
    """Read with Django's own cookie parser: the store must see every cookie that a view would see."""
    cookies = parse_cookie(header)
    language, size = cookies.get("gk_lang", ""), cookies.get("gk_size", "")
    language, size = language if language in LANGUAGES else "", size if size in SIZES else ""
    kept = "; ".join(f"{n}={v}" for n, v in (("gk_lang", language), ("gk_size", size)) if v)
    session = settings.SESSION_COOKIE_NAME in cookies
    return Visitor(f"{language}/{size}", kept, session, settings.CSRF_COOKIE_NAME not in cookies)


def _impersonal(environ: Environ, visitor: Visitor) -> Environ:
    """The request as anybody with this language and text size would have sent it."""
    personal = (
        "HTTP_COOKIE",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_RANGE",
    )
    bare = {name: value for name, value in environ.items() if name not in personal}
    return {**bare, "REQUEST_METHOD": "GET", "HTTP_COOKIE": visitor.cookie}


def _storable(key: Key) -> bool:
    """Whether a render of this address may be stored: known query names, each once, nothing too long."""
    host, path, query, _ = key
    if path.startswith(UNSTORED) or FILES in path or len(path) > LONGEST_PATH or len(host) > LONGEST_HOST:
        return False
    if not query:
        return True
    if len(query) > LONGEST_QUERY:
        return False
    names = _names(query)
    return bool(names) and len(set(names)) == len(names) and QUERY.issuperset(names)


def _names(query: str) -> list[str]:
    """The names in a query; [] for one that has none and is not stored (``?&&``)."""
    return [name for name, _ in parse_qsl(query, keep_blank_values=True)] if query else []
