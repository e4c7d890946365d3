"""The tlog-tiles addresses, read as an outside verifier reads them."""

import hashlib

import pytest

from gongkai.ground.ledger import queries


def test_the_checkpoint_is_a_signed_note(client, jiangcheng):
    answer = client.get("/checkpoint")
    origin, size, root, *_ = answer.content.decode().splitlines()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert int(size) == queries.head()
    assert "— " + origin in answer.content.decode()
    assert client.get("/checkpoint/key").content.decode().startswith(origin + "+")


def test_leaves_and_tiles_agree(client, jiangcheng):
    size = queries.head()
    hashes = client.get(f"/tile/0/000.p/{size}").content
    bundle = client.get(f"/tile/entries/000.p/{size}").content
    for number in range(size):
        length = int.from_bytes(bundle[:2], "big")
        leaf, bundle = bundle[2 : 2 + length], bundle[2 + length :]
        assert hashlib.sha256(b"\x00" + leaf).digest() == hashes[32 * number : 32 * number + 32]
    assert bundle == b""


def test_what_is_there_never_changes(client, jiangcheng):
    answer = client.get("/tile/0/000.p/1")
    assert "immutable" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/tile/0/000",  # not full yet
        "/tile/0/000.p/0",
        "/tile/0/000.p/256",
        "/tile/0/000.p/01",
        "/tile/0/x000/000.p/1",
        "/tile/00/000.p/1",
        "/tile/99/000.p/1",
        "/tile/0/0.p/1",
        "/tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "/tile/entries/001.p/1",
        "/tile/entries/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "/checkpoint/growth?from=1000000",
    ],
)
def test_what_is_not_there_is_not_found(client, jiangcheng, address):
    assert client.get(address).status_code == 404


def test_growth_from_a_saved_checkpoint(client, jiangcheng):
    proof = client.get("/checkpoint/growth?from=1").json()
    assert (proof["old_size"], proof["size"]) == (1, queries.head())
    for wrong in ("", "?from=0", "?from=-1", "?from=x", f"?from={'9' * 30}"):
        assert client.get(f"/checkpoint/growth{wrong}").status_code == 400


def test_no_checkpoint_before_the_first_entry(client, db):
    assert client.get("/checkpoint").status_code == 404
