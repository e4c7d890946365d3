"""Only the named hosts are asked, by the named scheme, and nobody is waited for without end."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests

from gongkai.ground.calling import services


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "https://127.0.0.1/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "file:///etc/passwd",
        "//evil.example",
    ],
)
def test_other_addresses_are_not_asked(address):
    with services.Session({"127.0.0.1"}, "http") as session, pytest.raises(requests.RequestException):
        session.get(address)


def test_a_host_that_dribbles_does_not_hold_us(monkeypatch):
    class Dribble(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(40):
                    self.wfile.write(b" ")
                    time.sleep(0.05)

        def log_message(self, *words):
            pass

    monkeypatch.setattr(services, "ALTOGETHER", 0.3)
    with HTTPServer(("127.0.0.1", 0), Dribble) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        began = time.monotonic()
        with services.Session({"127.0.0.1"}, "http") as session:
            answer = session.get(f"http://127.0.0.1:{server.server_port}/", stream=True)
            with pytest.raises(services.TooMuch):
                services.content(answer)
        assert time.monotonic() - began < 1.5
