"""A worked signature, and what does not fit."""

from datetime import UTC, datetime

from gongkai.desk.engagement.rules import hotline_signing as signing

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))


def test_the_signature_of_the_documentation():
    made = signing.signature(
        "a-secret-for-the-hotline", "POST", "/api/v1/hotline/messages", "1772416800", "n" * 16, b"{}"
    )
    assert made == "fa576cb176dba5a5dd20bab5ada528d05992487b67fcf212e0298c2300d2a4d9"
    assert signing.same(made, made) and not signing.same(made.upper(), made) and not signing.same("", made)
    assert not signing.same("é" * 64, made)


def test_each_part_is_signed():
    parts = ("s", "POST", "/a", STAMP, "n" * 16, b"{}")
    first = signing.signature(*parts)
    for place, other in enumerate(("t", "GET", "/b", "1", "m" * 16, b"[]")):
        assert signing.signature(*parts[:place], other, *parts[place + 1 :]) != first
    assert signing.of_file("s", "a.jsonl", b"x") != signing.of_file("s", "b.jsonl", b"x")


def test_time_stamps_hold_five_minutes_either_way():
    seconds = int(STAMP)
    assert signing.timely(str(seconds - 300), NOW) and signing.timely(str(seconds + 300), NOW)
    for stamp in (str(seconds - 301), str(seconds + 301), "", "-1", "١٢٣", "1e9", "9" * 400):
        assert not signing.timely(stamp, NOW)
