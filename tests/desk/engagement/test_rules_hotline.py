"""What a message of the hotline may hold, and what is refused, field by field."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.desk.engagement.rules import hotline
from gongkai.desk.engagement.rules.hotline import BadMessage, Inward
from gongkai.desk.engagement.rules.kinds import Kind

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
ORDER = {
    "dispatch": "PD-1",
    "kind": "投诉",
    "title": "路灯不亮",
    "words": "滨江路路灯不亮",
    "due": "2026-03-06",
    "attachments": [{"name": "照片.jpg", "address": "https://12345.example/1"}],
}


def known(type="dispatch", body=ORDER, **more):
    return {
        "message": "m-1",
        "case": "RX-1",
        "sequence": 1,
        "type": type,
        "at": "2026-03-02T09:00:00+08:00",
        "body": body,
    } | more


def problems(value):
    with pytest.raises(BadMessage) as bad:
        hotline.read(value, NOW)
    return set(bad.value.problems)


def test_a_dispatch_is_an_order():
    message = hotline.read(known(), NOW)
    order = message.order
    assert (message.type, message.sequence, message.at.hour) == (Inward.DISPATCH, 1, 9)
    assert (order.dispatch, order.kind, order.due) == ("PD-1", Kind.COMPLAINT, date(2026, 3, 6))
    assert order.writing.words.endswith("热线附件（未取回）：照片.jpg https://12345.example/1")
    assert hotline.read(known(body=ORDER | {"title": None}), NOW).order.writing.title.startswith("滨江路")


def test_everything_else_has_words():
    message = hotline.read(known("supplement", {"words": "又坏了一盏", "due": "2026-03-05"}), NOW)
    assert (message.words, message.due, message.order) == ("又坏了一盏", date(2026, 3, 5), None)
    assert hotline.read(known("urge", {}), NOW).words == ""
    assert problems(known("recall", {})) == {"body.words"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"message": "a b"}, "message"),
        ({"case": "路灯"}, "case"),
        ({"case": "x" * 65}, "case"),
        ({"case": "R\0X"}, "case"),
        ({"sequence": 0}, "sequence"),
        ({"sequence": True}, "sequence"),
        ({"sequence": "1"}, "sequence"),
        ({"sequence": 10**9}, "sequence"),
        ({"type": "explode"}, "type"),
        ({"type": None}, "type"),
        ({"at": "2026-03-02T09:00:00"}, "at"),
        ({"at": "2026-03-02T11:00:00+08:00"}, "at"),
        ({"at": "1999-01-01T09:00:00+08:00"}, "at"),
        ({"at": 5}, "at"),
        ({"body": []}, "body"),
        ({"body": ORDER | {"kind": "表扬"}}, "body.kind"),
        ({"body": ORDER | {"words": "路" * 10_001}}, "body.words"),
        ({"body": ORDER | {"words": ""}, "x": 1}, None),
        ({"body": ORDER | {"words": ["路"]}}, "body.words"),
        ({"body": ORDER | {"due": "明天"}}, "body.due"),
        ({"body": ORDER | {"telephone": "1" * 300}}, "body.telephone"),
        ({"body": ORDER | {"attachments": [{"name": "a", "address": "file:///etc/passwd"}]}}, None),
        ({"body": ORDER | {"attachments": [{"name": "a"}] * 21}}, "body.attachments"),
        ({"body": ORDER | {"attachments": "x"}}, "body.attachments"),
    ],
)
def test_what_is_wrong_is_named(more, field):
    found = problems(known(**more)) if field else None
    assert field is None or field in found


def test_hidden_signs_are_taken_out_and_bodies_bounded():
    body = ORDER | {"words": "路\0灯\u202e不\u200b亮", "attachments": []}
    assert hotline.read(known(body=body), NOW).order.writing.words == "路灯不亮"
    for content in (b"[]", b"\xff", b"{", b"[" * 200_000, b'{"a":"\\ud800"}', b"x" * (hotline.MAX_BODY + 1)):
        with pytest.raises(BadMessage):
            hotline.loaded(content)


def test_one_way_of_writing_it():
    assert hotline.canonical({"b": 1, "a": "路"}) == '{"a":"路","b":1}'.encode()


def test_an_answer_is_not_given_up_in_a_night():
    assert hotline.wait(1) == timedelta(minutes=1)
    assert hotline.wait(59) == timedelta(hours=8)
    assert hotline.wait(60) is None
