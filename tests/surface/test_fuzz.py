"""Odd addresses are answered in words, never with a server error, on every engine."""

import base64
import json
from urllib.parse import quote

import pytest

FAR = ("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0001-01-01T00:00+00:00", "2024-01-01T00:00+23:59")
PLACES = (
    "/{}",
    "/publications/{}/2020-00001",
    "/publications/a/2020-{}",
    "/publications/a/{}-00001",
    "/publications/a/2020-00001/versions/{}",
    "/publications/a/2020-00001/versions/{}/evidence",
    "/publications/a/2020-00001/versions/{}/qr.svg",
    "/verification/checkpoints/{}",
    "/openness/items/{}/",
    "/organisations/{}/",
    "/organisations/{}/items/20.1/",
    "/channels/{}/",
    "/topics/{}/",
    "/city/{}/",
    "/feeds/channels/{}.atom",
    "/feeds/organisations/{}.atom",
    "/sitemaps/{}.xml",
    "/tile/0/{}",
    "/tile/{}/000",
    "/tile/0/000.p/{}",
    "/tile/entries/{}",
    "/checkpoint/growth?from={}",
    "/api/{}",
    "/api/v1/publications/{}/2020-00001",
    "/api/v1/publications/a/{}",
    "/media/{}",
    "/static/{}",
)
LISTS = ("/", "/channels/policies/", "/openness/items/20.1/", "/search", "/suggest", "/policies/export.csv")
LISTS += (
    "/api/v1/publications",
    "/api/v1/publications/by-number",
    "/feeds/latest.atom",
    "/sites/",
    "/errors/",
    "/verify",
)
NAMES = (
    "before",
    "channel",
    "kind",
    "limit",
    "number",
    "on",
    "page",
    "publisher",
    "q",
    "sort",
    "validity",
    "what",
    "year",
)
ODD = [
    *(
        "\0",
        "nothing\0here",
        "a\0/b",
        "%",
        "%00",
        "..",
        "../../etc/passwd",
        "'",
        '"',
        ";--",
        "￾",
        "\u202e",
        "😀",
        "１２",
    ),
    *("-1", "0", "1e9", "²", "٣", "9" * 20, "9" * 400, "9" * 5000, "长" * 300, "x" * 3000, "[]", "{}", "<b>"),
    *("x999/" * 6 + "999", "x999/" * 2000 + "999", "x001/" * 5 + "000"),
]


def cursor(at: object, key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps([at, key]).encode()).decode().rstrip("=")


CURSORS = [cursor(at, key) for at in FAR for key in (0, 1, 2**63 - 1)]
CURSORS += [
    cursor("2024-01-01", 1),
    cursor(None, None),
    cursor("2024-01-01T00:00+08:00", 2**63),
    cursor([], {}),
]
CURSORS += [base64.urlsafe_b64encode(b"[" * 5000).decode(), "====", "\0", "a", "é"]


@pytest.fixture
def visit(client, jiangcheng):
    client.raise_request_exception = False

    def fetch(address):
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code

    return fetch


@pytest.mark.parametrize("place", PLACES)
def test_odd_parts_of_an_address(visit, place):
    safe = "/"
    broken = [odd for odd in ODD if visit(place.format(quote(odd, safe=safe))) >= 500]
    assert not broken


@pytest.mark.parametrize("name", NAMES)
def test_odd_values_of_a_query(visit, name):
    values = [*(odd for odd in ODD if len(odd) <= 30), "9" * 5000, *(CURSORS if name == "before" else ())]
    broken = [
        (path, value[:40])
        for path in LISTS
        for value in values
        if visit(f"{path}?{name}={quote(value)}") >= 500
    ]
    assert not broken


@pytest.mark.parametrize(
    "address", ["/%ff%fe", "/channels/%c0%af/", "/search?q=%ff", "/?%00=%00", "/a?before=%ff", "/%2e%2e/"]
)
def test_bytes_that_are_no_text(visit, address):
    assert visit(address) < 500
