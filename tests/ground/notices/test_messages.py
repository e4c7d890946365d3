"""What a message may say: a template's words, values of a kind, and nothing that anybody wrote."""

import pytest

from gongkai.ground.notices import queries
from gongkai.ground.notices.rules.messages import (
    Channel,
    MessageRefused,
    checked,
    mail,
    telephone,
    templates,
)

ANSWERED = queries.template("matter_answered")


def test_every_template_fills_in_for_every_channel_it_uses_and_an_sms_is_short():
    given = {
        "number": "XJ2026-000001",
        "day": "2026-12-01",
        "organisation": "住房和城乡建设局",
        "code": "012345",
        "minutes": "5",
    }
    for one in queries._templates().values():
        values = checked(one, {name: given[name] for name in one.values}, "/letters/status/")
        for channel in Channel:
            if one.text(channel):
                words = queries.words(one.name, channel, values, "/letters/status/")
                assert "{" not in words.text + words.subject
                assert channel != Channel.SMS or len(words.text) <= 140


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({}, "/"),
        ({"number": "XJ1", "title": "路灯不亮"}, "/"),
        ({"number": "路灯不亮，请尽快处理"}, "/"),
        ({"number": "XJ1\nhttp://evil.example"}, "/"),
        ({"number": "XJ1 "}, "/"),
        ({"number": "{address}"}, "/"),
        ({"number": "X" * 61}, "/"),
        ({"number": "XJ1"}, "https://evil.example/"),
        ({"number": "XJ1"}, "//evil.example/"),
        ({"number": "XJ1"}, "/letters/?code=secret"),
    ],
)
def test_what_has_no_kind_or_is_not_of_it_is_refused(values, path):
    with pytest.raises(MessageRefused):
        checked(ANSWERED, values, path)


def test_a_template_may_not_ask_for_free_words_and_an_unknown_one_is_said():
    with pytest.raises(MessageRefused, match="title"):
        templates({"x": {"label": "x", "sms": "{title}"}})
    with pytest.raises(MessageRefused, match="标题"):
        templates({"x": {"label": "x", "mail": "words"}})
    with pytest.raises(MessageRefused, match="nothing"):
        queries.template("nothing")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("12345678901", ""),
        ("1380013800", ""),
        ("١٣٨٠٠١٣٨٠٠٠", ""),
        ("13800138000;rm", ""),
        ("", ""),
    ],
)
def test_telephones(typed, kept):
    assert telephone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" wang@example.cn ", "wang@example.cn"),
        ("wang@example", ""),
        ("a@b.cn\nBcc: c@d.cn", ""),
        ("a@b.cn,c@d.cn", ""),
        (f"{'a' * 65}@example.cn", ""),
    ],
)
def test_addresses_of_mail(typed, kept):
    assert mail(typed) == kept
