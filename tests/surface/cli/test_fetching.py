"""Fetching is bounded: in bytes, in schemes, in where a redirect may lead."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from gongkai.surface.cli import fetching
from gongkai.surface.cli.fetching import NotFetched, fetch


class Odd(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/elsewhere")
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path == "/here":
            self.send_response(301)
            self.send_header("Location", "/gone")
        else:
            self.send_response(410 if self.path == "/gone" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 3000)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def url():
    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_is_gone_still_says_something(url):
    assert fetch(url + "/gone") == fetching.Fetched(410, b"x" * 3000)
    assert fetch(url + "/here").status == 410


def test_bounds(url, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 2999)
    with pytest.raises(NotFetched, match="2999"):
        fetch(url + "/")
    monkeypatch.setattr(fetching, "MAX_BYTES", 3000)
    monkeypatch.setattr(fetching, "PATIENCE", -1.0)
    with pytest.raises(NotFetched, match="秒内"):
        fetch(url + "/")


@pytest.mark.parametrize("path", ["/away", "/round"])
def test_redirects_stay_at_home_and_end(url, path):
    with pytest.raises(NotFetched) if path == "/away" else pytest.raises((NotFetched, AssertionError)):
        assert fetch(url + path).status == 200


@pytest.mark.parametrize(
    "address", ["ftp://a/b", "file:///etc/passwd", "http://", "x", "http://[::1", "http://a b/"]
)
def test_other_addresses_are_refused(address):
    with pytest.raises(NotFetched):
        fetch(address)
