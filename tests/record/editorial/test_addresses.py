"""Outside addresses: which may be asked, what an answer means, asked over a real socket."""

import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from gongkai.record.editorial import asking
from gongkai.record.editorial.models import NamedAddress
from gongkai.record.editorial.queries import addresses as queries
from gongkai.record.editorial.rules.addresses import askable, judged, outside, target
from gongkai.record.editorial.services import addresses


def test_only_the_webs_own_ports_are_asked_and_no_names_with_passwords():
    assert askable("https://www.gov.cn/a?b=1#c") == ("https", "www.gov.cn", 443)
    for wrong in (
        "ftp://a.cn/",
        "http://a.cn:8080/",
        "http://u:p@a.cn/",
        "http://:p@a.cn/",
        "http://@a.cn/",
        "http://8.8.8.8\\@127.0.0.1/",
        "http:///x",
        "http://[::1",
        "nonsense",
    ):
        assert askable(wrong) is None
    assert askable("http://oa.local:8080/x", {"oa.local:8080"}) == ("http", "oa.local", 8080)


@pytest.mark.parametrize(
    ("number", "asked"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False),
     ("169.254.169.254", False), ("192.168.0.1", False), ("::1", False), ("fe80::1%eth0", False),
     ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("::127.0.0.1", False),
     ("64:ff9b::7f00:1", False), ("64:ff9b::8.8.8.8", False), ("2002:7f00:1::", False), ("2001::1", False),
     ("fd00::1", False), ("ff02::1", False),
     ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("x", False)],
)  # fmt: skip
def test_what_is_near_is_never_asked(number, asked):
    assert outside(number) is asked


def test_a_firewall_is_no_dead_page_and_an_outage_of_ours_is_none_either():
    assert [judged(s, 0, connected=True) for s in (200, 302, 403, 500, 404, 410)] == [True] * 4 + [False] * 2
    assert judged(0, 1, connected=True) is None
    assert judged(0, 2, connected=True) is False
    assert judged(0, 9, connected=False) is None


class Page(BaseHTTPRequestHandler):
    def do_HEAD(self):
        code = {"/good": 200, "/gone": 404, "/moved": 302, "/no-head": 405}.get(self.path, 500)
        self.send_response(code)
        self.send_header("Location", "http://127.0.0.1:1/inside")
        self.end_headers()

    def do_GET(self):
        self.send_response(404 if self.path == "/no-head" else 200)
        self.end_headers()

    def log_message(self, *arguments):
        """Quiet."""


@pytest.mark.parametrize(
    ("address", "asked"),
    [("http://a.cn", "/"), ("http://a.cn?a=b/c", "/?a=b/c"), ("http://a.cn/a\x01\x7f", "/a%01%7F"),
     ("http://a.cn/通知 1.html#x", "/%E9%80%9A%E7%9F%A5%201.html"),
     ("http://a.cn/%E9%80%9A?q=政策", "/%E9%80%9A?q=%E6%94%BF%E7%AD%96")],
)  # fmt: skip
def test_a_line_holds_only_what_it_may(address, asked):
    assert target(address) == asked


def test_a_chinese_name_is_asked_as_the_name_servers_know_it():
    assert askable("http://江城.政务/x") == ("http", "xn--uis919b.xn--zfr164b", 80)
    assert askable(f"http://{'长' * 80}.cn/") is None


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "017700000001", "127.1", "localhost", "0", "[::ffff:7f00:1]"],
)
def test_no_way_of_writing_the_own_machine_leads_there(host):
    assert asking.status(f"http://{host}/") == 0


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_listed_host_is_asked_over_a_socket_and_nothing_is_followed(host):
    asked = {
        path: asking.status(f"http://{host}{path}", {host})
        for path in ("/good", "/gone", "/moved", "/no-head")
    }
    assert asked == {"/good": 200, "/gone": 404, "/moved": 302, "/no-head": 404}


def test_the_same_host_unlisted_is_not_asked(host):
    assert asking.status(f"http://{host}/good") == 0
    assert asking.status("http://localhost/good") == 0
    assert asking.resolved("no-such-host.invalid", 80, trusted=True) == ""


@pytest.fixture
def dripping():
    """A server that answers a byte a second and never ends."""

    def answer():
        with suppress(OSError), server.accept()[0] as line:
            while True:
                line.sendall(b"H")
                time.sleep(0.1)

    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.getsockname()[1]}"
    thread.join(5)
    server.close()


def test_who_answers_a_byte_at_a_time_is_cut_off(dripping, monkeypatch):
    monkeypatch.setattr(asking, "LONGEST", 0.5)
    began = time.monotonic()
    assert asking.status(f"http://{dripping}/", {dripping}) == 0
    assert time.monotonic() - began < 3


def test_a_run_ends_in_time_and_the_next_takes_the_rest(db, host, settings, monkeypatch):
    settings.LINK_HOSTS = frozenset({host})
    addresses.want([f"http://{host}/good?{n}" for n in range(3)])
    monkeypatch.setattr(addresses, "LONGEST", 0)
    assert addresses.ask_due() == 0
    monkeypatch.setattr(addresses, "LONGEST", 60)
    assert addresses.ask_due() == 3


def test_what_a_draft_names_is_asked_once_a_day(db, host, settings):
    settings.LINK_HOSTS = frozenset({host})
    good, gone, private = f"http://{host}/good", f"http://{host}/gone", "http://10.0.0.1:99/x"
    addresses.want([good, gone, private, good])
    assert NamedAddress.objects.count() == 2
    assert queries.answers([good, gone]) == {}
    assert addresses.ask_due() == 2
    assert queries.answers([good, gone]) == {good: True, gone: False}
    addresses.want([good])
    assert addresses.ask_due() == 0
    NamedAddress.objects.update(asked_at=timezone.now() - queries.FRESH * 2)
    assert addresses.ask_due() == 2


def test_no_answer_at_all_counts_only_while_others_answer(db, settings, host):
    settings.LINK_HOSTS = frozenset({"127.0.0.1:9", host})
    silent = "http://127.0.0.1:9/x"
    addresses.want([silent])
    for _ in range(3):
        addresses.ask_due()
        NamedAddress.objects.update(asked_at=timezone.now() - queries.RETRY * 2)
    assert queries.answers([silent]) == {}
    addresses.want([f"http://{host}/good"])
    addresses.ask_due()
    assert queries.answers([silent]) == {silent: False}
