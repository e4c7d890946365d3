"""What passes the page store's door, and what never enters the store."""

import gzip
import threading
import time

import pytest
from django.conf import settings

from gongkai.project.page_gate import PageGate
from gongkai.project.page_store import PageStore


class Site:
    """A WSGI application that counts its renders and answers with what it is told."""

    def __init__(self, *headers, status="200 OK", body=b"<p>page</p>" * 50, tags="publication:1 latest"):
        self.status, self.body, self.renders, self.closed, self.seen = status, body, 0, 0, []
        self.headers = [("Content-Type", "text/html; charset=utf-8"), *headers]
        if tags is not None:
            self.headers.append(("Gongkai-Tags", tags))

    def __call__(self, environ, start_response):
        self.renders += 1
        self.seen.append(environ)
        start_response(self.status, list(self.headers))
        return Body(self)


class Body:
    def __init__(self, site):
        self.site = site

    def __iter__(self):
        yield self.site.body

    def close(self):
        self.site.closed += 1


def gate(site, **store) -> PageGate:
    pages = PageStore(1_000_000)
    pages.restart(0)
    pages.look(time.monotonic() + 3600)
    return PageGate(site, pages)


def ask(gate, path="/a", method="GET", query="", **headers):
    got = {}

    def start_response(status, headers, exc_info=None):
        got.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "city.example",
    }
    body = gate({**environ, **headers}, start_response)
    got["body"] = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return got


def test_the_second_visitor_gets_the_first_ones_page():
    site = Site()
    door = gate(site)
    first, second = ask(door), ask(door)
    assert first == second
    assert (site.renders, site.closed) == (1, 1)
    assert first["body"] == site.body
    assert first["headers"]["Content-Length"] == str(len(site.body))
    assert first["headers"]["Cache-Control"] == "public, no-cache"
    assert not [name for name in first["headers"] if name.lower().startswith("gongkai")]


def test_a_page_is_compressed_once_for_those_who_accept_it():
    site = Site()
    door = gate(site)
    answer = ask(door, HTTP_ACCEPT_ENCODING="br, gzip")
    assert answer["headers"]["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer["body"]) == site.body
    assert "Accept-Encoding" in answer["headers"]["Vary"]
    assert ask(door)["body"] == site.body


def test_an_unchanged_page_is_a_304_without_a_body():
    door = gate(Site())
    etag = ask(door)["headers"]["ETag"]
    again = ask(door, HTTP_IF_NONE_MATCH=etag)
    assert again["status"].startswith("304") and again["body"] == b""
    assert again["headers"]["ETag"] == etag
    assert ask(door, HTTP_IF_NONE_MATCH='"other"')["status"].startswith("200")


def test_head_has_the_headers_of_get_and_fills_the_store():
    site = Site()
    door = gate(site)
    head = ask(door, method="HEAD")
    assert head["body"] == b"" and head["headers"] == ask(door)["headers"]
    assert site.renders == 1 and site.seen[0]["REQUEST_METHOD"] == "GET"


@pytest.mark.parametrize(
    "site",
    [
        Site(tags=None),
        Site(("Set-Cookie", "a=b")),
        Site(status="404 Not Found"),
        Site(status="500 Internal Server Error"),
        Site(("Content-Encoding", "br")),
    ],
)
def test_what_is_not_for_everybody_is_rendered_each_time(site):
    door = gate(site)
    answer = ask(door), ask(door)
    assert site.renders == 2 and site.closed == 2
    assert answer[0]["status"] == site.status and answer[0]["body"] == site.body
    assert not [name for name in answer[0]["headers"] if name.lower().startswith("gongkai")]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_go_to_django(method):
    site = Site()
    door = gate(site)
    ask(door)
    ask(door, method=method)
    assert site.renders == 2


@pytest.mark.parametrize("cookie", ["{session}=x", "a[b]=1; {session}=x", "gk_lang=en; {session}=x"])
def test_a_session_never_meets_the_store(cookie):
    """The odd cookie before it makes the standard library's parser stop, Django's goes on."""
    site = Site()
    door = gate(site)
    cookie = cookie.format(session=settings.SESSION_COOKIE_NAME)
    ask(door, HTTP_COOKIE=cookie)
    ask(door, HTTP_COOKIE=cookie)
    assert site.renders == 2
    assert site.seen[0]["HTTP_COOKIE"] == cookie
    assert not door.store.pages


def test_a_csrf_cookie_may_be_served_from_the_store_but_never_fills_it():
    site = Site()
    door = gate(site)
    cookie = f"{settings.CSRF_COOKIE_NAME}=secret"
    ask(door, HTTP_COOKIE=cookie)
    assert not door.store.pages
    ask(door)
    ask(door, HTTP_COOKIE=cookie)
    assert site.renders == 2


def test_language_and_size_are_pages_of_their_own_and_other_cookies_are_not():
    site = Site()
    door = gate(site)
    for cookie in ("gk_lang=en", "gk_lang=zh", "gk_size=large", "gk_lang=en; gk_size=large", "visit=1"):
        ask(door, HTTP_COOKIE=cookie)
    assert site.renders == 5
    ask(door, HTTP_COOKIE="visit=2; gk_lang=en")
    ask(door, HTTP_COOKIE="gk_lang=klingon")
    ask(door)
    assert site.renders == 5


def test_a_stored_page_is_rendered_for_anybody():
    site = Site()
    ask(gate(site), HTTP_COOKIE="visit=1; gk_lang=en", HTTP_ACCEPT_LANGUAGE="en", HTTP_RANGE="bytes=0-1")
    seen = site.seen[0]
    assert seen["HTTP_COOKIE"] == "gk_lang=en"
    assert "HTTP_ACCEPT_LANGUAGE" not in seen and "HTTP_RANGE" not in seen


@pytest.mark.parametrize(
    "query", ["utm=1", "kind=1&kind=2", "kind=" + "9" * 400, "q=x", "kind=1&x=", "&&", "limit=1"]
)
def test_unknown_queries_are_never_stored(query):
    site = Site(("Gongkai-Query", "kind page"))
    door = gate(site)
    ask(door, query=query)
    answer = ask(door, query=query)
    assert site.renders == 2 and not door.store.pages
    assert "Gongkai-Query" not in answer["headers"]


def test_known_queries_and_hosts_are_pages_of_their_own():
    site = Site()
    door = gate(site)
    site.headers.append(("Gongkai-Query", "kind before"))
    for query in ("", "kind=document", "kind=news", "kind=news&before=abc"):
        ask(door, query=query)
        ask(door, query=query)
    ask(door, HTTP_HOST="other.example")
    assert site.renders == 5


def test_a_page_past_its_own_time_is_rendered_again():
    site = Site(("Gongkai-Not-After", str(int(time.time()) - 5)))
    door = gate(site)
    ask(door)
    answer = ask(door)
    assert site.renders == 2 and "Gongkai-Not-After" not in answer["headers"]


def test_one_render_serves_everybody_who_asked_meanwhile():
    release = threading.Event()

    class Slow(Site):
        def __call__(self, environ, start_response):
            release.wait(10)
            return super().__call__(environ, start_response)

    site = Slow()
    door = gate(site)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(ask(door))) for _ in range(8)]
    for thread in threads:
        thread.start()
    release.set()
    for thread in threads:
        thread.join()
    assert site.renders == 1
    assert len(answers) == 8 and all(answer["body"] == site.body for answer in answers)


def test_a_failing_render_leaves_nobody_waiting():
    class Broken(Site):
        def __call__(self, environ, start_response):
            raise RuntimeError

    door = gate(Broken())
    with pytest.raises(RuntimeError):
        ask(door)
    door.application = site = Site()
    assert ask(door)["body"] == site.body


def test_a_blind_store_lets_everything_through():
    site = Site()
    door = gate(site)
    ask(door)
    door.store.blind()
    ask(door)
    assert site.renders == 2
