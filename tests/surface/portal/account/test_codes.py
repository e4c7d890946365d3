"""Signing in by telephone: the whole way, every wrong turn, and nothing said of who is known."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from gongkai.ground.citizens.models import Check, Citizen
from gongkai.ground.citizens.rules import CODE_LASTS, CODE_TRIES
from gongkai.ground.ledger.models import Entry
from gongkai.surface.portal.account import codes

from .visiting import ACCOUNT, ASK, CODE, PHONE, ask, received, sign_in, text


def test_a_code_by_sms_signs_in_and_leads_back(visitor, sms):
    answer = sign_in(visitor, sms, back="/requests/")
    assert answer.headers["Location"] == "/requests/"
    assert sms.asked[-1]["to"] == f"+86{PHONE}" and sms.asked[-1]["template"] == "sign_in_code"
    cookie = visitor.cookies[configured.CITIZEN_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    page = visitor.get(ACCOUNT)
    assert "138****8000" in text(page) and PHONE not in text(page) and "验证过的手机" in text(page)
    assert page.headers["Cache-Control"] == "no-store, private" and "Gongkai-Tags" not in page.headers
    assert configured.SESSION_COOKIE_NAME not in visitor.cookies
    assert Citizen.objects.count() == 1 and not Check.objects.exists()


def test_a_known_telephone_and_an_unknown_one_are_answered_alike(visitor, sms):
    sign_in(visitor, sms)
    known, unknown = Client(), Client()
    answers = [ask(known), ask(unknown, "13900139000")]
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(302, CODE)] * 2
    pages = [text(one.get(CODE)) for one in (known, unknown)]
    wrong = [one.post(CODE, {"code": "000000x"}) for one in (known, unknown)]
    assert [one.status_code for one in wrong] == [422, 422]
    for one in (*pages, *map(text, wrong)):
        assert PHONE not in one and "13900139000" not in one and "没有注册" not in one
    assert Citizen.objects.count() == 1  # unverified is no row


def test_a_code_is_used_once_and_by_the_browser_that_asked(visitor, sms):
    ask(visitor)
    code = received(sms)
    assert Client().post(CODE, {"code": code}).headers["Location"] == ACCOUNT  # without the check: nothing
    stolen = visitor.cookies["gk_check"].value
    assert visitor.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    replay = Client()
    replay.cookies["gk_check"] = stolen
    assert replay.post(CODE, {"code": code}).status_code == 422
    assert configured.CITIZEN_COOKIE_NAME not in replay.cookies


def test_tries_end_and_codes_grow_old(visitor, sms):
    ask(visitor)
    code = received(sms)
    for guess in range(CODE_TRIES):
        assert visitor.post(CODE, {"code": f"{(int(code) + guess + 1) % 10**6:06d}"}).status_code == 422
    assert visitor.post(CODE, {"code": code}).status_code == 422
    ask(visitor)
    code = received(sms)
    Check.objects.update(made_at=timezone.now() - CODE_LASTS - timedelta(seconds=1))
    assert visitor.post(CODE, {"code": code}).status_code == 422
    assert not Citizen.objects.exists()


def test_one_telephone_is_not_flooded_from_anywhere(visitor, sms):
    answers = [ask(Client(), REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert "频繁" in text(ask(visitor)) and Check.objects.count() == 5


def test_one_address_does_not_ask_for_many_telephones(visitor, sms, monkeypatch):
    monkeypatch.setattr(codes, "CODES_FROM", codes.limits.Limit("codes-from", 3, codes.limits.HOUR))
    answers = [ask(visitor, f"1380013800{n}").status_code for n in range(5)]
    assert answers == [302] * 3 + [429] * 2


@pytest.mark.parametrize(
    ("telephone", "fields"),
    [
        ("110", {}),
        ("13800138000\0", {"answer": "wrong"}),
        ("1380013800０", {}),
        ("", {}),
        (PHONE, {"answer": ""}),
        (PHONE, {"website": "http://spam.example"}),
        ("<script>alert(1)</script>", {}),
    ],
)
def test_a_wrong_form_sends_nothing_and_keeps_what_was_typed(visitor, sms, telephone, fields):
    answer = ask(visitor, telephone, fields=fields)
    assert answer.status_code == 422 and "<script>alert" not in text(answer)
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/" + "x" * 400,
        "evil",
    ],
)
def test_nobody_is_led_off_the_site(visitor, sms, back):
    assert sign_in(visitor, sms, back=back).headers["Location"] == ACCOUNT
    assert visitor.get("/account/sign-in/", {"next": back}).headers["Location"] == ACCOUNT


def test_nothing_of_it_is_in_log_ledger_or_dump(visitor, sms, caplog, capsys, tmp_path):
    caplog.set_level(logging.DEBUG)
    ask(visitor)
    code = received(sms)
    sms.answers = [(500, b""), (200, b"nonsense")]
    ask(visitor, "13900139000")
    received(sms)
    dump = tmp_path / "dump.json"
    call_command(
        "dumpdata", "citizens", "notices", "portal", "ledger", "django_tasks_database",
        output=str(dump), verbosity=0,
    )  # fmt: skip
    said = dump.read_text() + caplog.text + "".join(capsys.readouterr())
    said += str([entry.facts for entry in Entry.objects.all()])
    visitor.post(CODE, {"code": code})
    for word in (PHONE, "13900139000", f'"{code}"', sms.settings["secret"]):
        assert word not in said


def test_without_a_gateway_there_is_no_such_page(visitor, settings):
    settings.SMS = {}
    assert visitor.get(ASK).status_code == 404
    assert "还没有开通登录" in text(visitor.get("/account/sign-in/"))
