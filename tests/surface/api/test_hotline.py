"""The hotline's door over a real socket: who gets in, what is answered, and what a bad body costs."""

import http.client
import json
from contextlib import closing

import pytest

from gongkai.desk.engagement.models import HotlineNonce, Letter
from tests.desk.engagement.corresponding import RECEIVED, city
from tests.desk.engagement.hotline_play import ORDER, SECRET, headers, message, packed

PATH = "/api/v1/hotline/messages"


def connected(server):
    return http.client.HTTPConnection(server.thread.host, server.thread.port, timeout=60)


@pytest.fixture
def door(transactional_db, live_server, settings, at):
    """Send one request to the running server; its status and answer."""
    settings.HOTLINE = {"secret": SECRET, "path": ""}
    at(RECEIVED.replace(month=1))
    city()
    at(RECEIVED)

    def send(method="POST", path=PATH, value=None, body=b"", **given):
        content = packed(value) if value is not None else body
        known = given.pop("head", None) or headers(path, content, method=method, **given)
        with closing(connected(live_server)) as connection:
            connection.request(method, path, content, {"Content-Type": "application/json"} | known)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}"), known

    return send


def test_repeats_reorders_and_strangers(door):
    assert door(value=message(2, "urge"))[0] == 202
    status, told, known = door(value=message())
    assert (status, told["state"], told["applied"]) == (201, "applied", 2)
    assert door(value=message())[0] == 200
    assert door(value=message(body=ORDER | {"title": "x"}))[0] == 409
    status, told, _ = door(value=message(), head=known)
    assert (status, told["error"]) == (401, "replayed")
    assert door(value=message(), secret="another-secret-of-theirs")[1]["error"] == "signature"
    assert door(value=message(), stamp="1")[1]["error"] == "timestamp"
    status, told, _ = door("GET", "/api/v1/hotline/cases/RX-1")
    assert (status, told["letter"]) == (200, Letter.objects.get().number)
    assert door("GET", "/api/v1/hotline/cases/none")[0] == 404
    assert door("GET")[0] == 405


def test_bad_bodies_are_named_and_stored_nowhere(door, settings):
    for body in (b"", b"{", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"case": "\\u0000"}', b"null"):
        status, told, _ = door(body=body)
        assert (status, told["error"]) == (422, "fields"), body[:10]
    status, told, _ = door(value=message(case="RX\0", body=ORDER | {"telephone": 5}))
    assert set(told["details"]) == {"case", "message", "body.telephone"}
    assert door(value=message(body=ORDER | {"words": "路\0灯\u202e坏"}))[0] == 201
    assert "\u202e" not in Letter.objects.get().words
    used = HotlineNonce.objects.count()
    settings.HOTLINE = {}
    assert door(value=message())[1]["error"] == "not_set_up"
    assert HotlineNonce.objects.count() == used


def test_ten_megabytes_are_not_even_read(door, live_server):
    with closing(connected(live_server)) as connection:
        connection.putrequest("POST", PATH)
        connection.putheader("Content-Length", str(10 * 1024 * 1024))
        connection.endheaders()
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["error"]) == (413, "too_large")
