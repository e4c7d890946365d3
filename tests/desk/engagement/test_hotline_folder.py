"""Packages of the watched folder: whole ones are taken once, with a receipt; ours are laid out signed."""

import json

import pytest

from gongkai.desk.engagement.models import HotlineOutgoing, Letter
from gongkai.desk.engagement.rules.hotline_signing import of_file
from gongkai.desk.engagement.services import hotline_folder

from .corresponding import RECEIVED
from .hotline_play import BY, SECRET, message, packed


@pytest.fixture
def root(people, at, settings, tmp_path):
    at(RECEIVED)
    settings.HOTLINE = {"secret": SECRET, "path": ""}
    (tmp_path / "in").mkdir()
    return tmp_path


def lay(root, name, *lines, secret=SECRET):
    content = b"\n".join(one if isinstance(one, bytes) else packed(one) for one in lines)
    (root / "in" / name).write_bytes(content)
    (root / "in" / f"{name}.sig").write_text(of_file(secret, name, content) + "\n")


def receipts(root, name):
    return [json.loads(line) for line in (root / "receipts" / name).read_text().splitlines()]


def test_a_package_is_taken_once_with_a_receipt_for_each_line(root):
    lines = [message(2, "urge"), message(1), message(1), b"\0{", message(1, body={"kind": "x"})]
    lay(root, "a.jsonl", *lines)
    assert hotline_folder.take(root, by=BY) == (3, 2)
    told = receipts(root, "a.jsonl")
    assert [one["state"] for one in told] == ["parked", "applied", "applied", "refused", "refused"]
    assert told[2]["repeated"] and told[4]["line"] == 5 and "body.kind" in told[4]["details"]
    assert not list((root / "in").iterdir()) and Letter.objects.count() == 1
    lay(root, "b.jsonl", *lines[:2])
    assert hotline_folder.take(root, by=BY) == (2, 0) and Letter.objects.count() == 1


def test_unfinished_ones_wait_and_forged_ones_are_put_aside(root):
    (root / "in" / "half.jsonl").write_bytes(packed(message()))
    lay(root, "forged.jsonl", message(), secret="another-secret-of-theirs")
    (root / "in" / "link.jsonl").symlink_to("/etc/passwd")
    (root / "in" / "link.jsonl.sig").write_text("x")
    lay(root, "large.jsonl", b"x" * (10 * 1024 * 1024 + 1))
    assert hotline_folder.take(root, by=BY) == (0, 2)
    assert "签名" in receipts(root, "forged.jsonl")[0]["details"]["package"]
    assert (root / "refused" / "forged.jsonl").exists() and not Letter.objects.exists()
    assert (root / "in" / "half.jsonl").exists()


def test_without_an_address_messages_are_laid_out_signed(answered, hotline, settings, tmp_path):
    settings.HOTLINE = {"secret": SECRET, "path": ""}
    assert (hotline_folder.lay_out(tmp_path), hotline_folder.lay_out(tmp_path)) == (3, 0)
    names = sorted(path.name for path in (tmp_path / "out").glob("*.jsonl"))
    assert names == ["RX-1.1.jsonl", "RX-1.2.jsonl", "RX-1.3.jsonl"]
    content = (tmp_path / "out" / names[1]).read_bytes()
    assert (tmp_path / "out" / f"{names[1]}.sig").read_text() == of_file(SECRET, names[1], content)
    assert json.loads(content)["type"] == "replied"
    assert set(HotlineOutgoing.objects.values_list("state", flat=True)) == {"sent"}
    settings.HOTLINE = {}
    assert hotline_folder.take(tmp_path, by=BY) == (0, 0)
