"""What an account shows, how it is told, how it is left; staff and page store know nothing of it."""

import re
from datetime import date
from email import message_from_string

import pytest
from django.conf import settings as configured
from django.test import Client, RequestFactory

from gongkai.ground.citizens import queries as citizens
from gongkai.ground.citizens.models import Citizen, Sitting
from gongkai.ground.citizens.rules import IDLE, Level
from gongkai.ground.notices.rules.messages import Contacts
from gongkai.ground.notices.services import delivering, outgoing
from gongkai.ground.orgs.rules import system
from gongkai.ground.sealing import services as sealing
from gongkai.surface.portal.account import matters
from gongkai.surface.portal.intake import who
from tests.ground.notices.conftest import server  # noqa: F401

from .visiting import ACCOUNT, CODE, DELETE, PHONE, REMINDERS, SIGN_IN, sign_in, text


@pytest.fixture
def mine(visitor, sms):
    sign_in(visitor, sms)
    return visitor


def told(citizen, number="XJ2026-000001"):
    contacts = Contacts(sealing.new_key(), citizen=citizen.pk)
    outgoing.send(
        "letter", number, "matter_answered", {"number": number}, contacts=contacts, by=system("test"),
    )  # fmt: skip


def test_every_page_leads_a_stranger_to_the_sign_in_and_back(visitor):
    for path in (ACCOUNT, REMINDERS, DELETE):
        assert visitor.get(path).headers["Location"] == f"{SIGN_IN}?next={path}"
    assert visitor.post(DELETE, {"confirmed": "1"}).status_code == 302
    assert visitor.get(CODE).headers["Location"] == ACCOUNT


def test_matters_and_messages_are_ones_own(mine, monkeypatch, django_assert_max_num_queries):
    one = Citizen.objects.get()
    assert "会列在这里" in text(mine.get(ACCOUNT)) and "还没有消息" in text(mine.get(ACCOUNT))
    told(one)
    asked = []

    def letters(digest):
        asked.append(digest)
        return [matters.Matter("来信", "XJ2026-000001", date(2026, 3, 2), "已答复", "/letters/status/")]

    monkeypatch.setattr(matters, "SOURCES", (letters,))
    with django_assert_max_num_queries(15):
        page = text(mine.get(ACCOUNT))
    assert asked == [one.digest] and "XJ2026-000001 已经答复" in page and "2026-03-02" in page
    assert '<span class="tag">新</span>' in page and '<span class="tag">新</span>' not in text(
        mine.get(ACCOUNT)
    )


def test_a_mail_is_kept_once_its_code_came_back(mine, sms, server, settings):  # noqa: F811
    assert mine.post(REMINDERS, {"step": "mail", "to": "nobody"}).status_code == 422
    assert mine.post(REMINDERS, {"step": "mail", "to": "wang@example.cn"}).headers["Location"] == CODE
    assert citizens.reach(Citizen.objects.get()).mail == ""
    delivering.deliver_due()
    mail = server.mails[-1]
    assert "wang@example.cn" in mail
    code = re.search(r"\d{6}", decoded(mail))[0]
    assert mine.post(CODE, {"code": code}).headers["Location"] == REMINDERS
    assert citizens.reach(Citizen.objects.get()).mail == "wang@example.cn"
    mine.post(REMINDERS, {"step": "prefer", "mail": "1"})
    assert citizens.wanted(Citizen.objects.get()).telephone == ""
    mine.post(REMINDERS, {"step": "forget_mail"})
    mine.post(REMINDERS, {"step": "forget_telephone"})  # is what this account is known by
    reach = citizens.reach(Citizen.objects.get())
    assert (reach.telephone, reach.mail) == (PHONE, "")


def decoded(mail):
    return message_from_string(mail).get_payload(decode=True).decode()


def test_signing_out_here_and_everywhere(mine, sms):
    other = Client()
    sign_in(other, sms)
    stolen = mine.cookies[configured.CITIZEN_COOKIE_NAME].value
    assert mine.get("/account/sign-out/").headers["Location"] == ACCOUNT  # an address signs nobody out
    mine.post("/account/sign-out/")
    assert mine.get(ACCOUNT).status_code == 302 and other.get(ACCOUNT).status_code == 200
    thief = Client()
    thief.cookies[configured.CITIZEN_COOKIE_NAME] = stolen
    assert thief.get(ACCOUNT).status_code == 302
    other.post("/account/sign-out/", {"everywhere": "1"})
    assert not Sitting.objects.exists()


def test_half_an_hour_without_a_look_and_an_altered_cookie_are_nobody(mine):
    cookie = mine.cookies[configured.CITIZEN_COOKIE_NAME].value
    row = Sitting.objects.get()
    Sitting.objects.update(seen_at=row.seen_at - IDLE)
    assert mine.get(ACCOUNT).status_code == 302
    Sitting.objects.update(seen_at=row.seen_at)
    for altered in (cookie[:-1] + ("A" if cookie[-1] != "A" else "B"), cookie.split(":")[0], "", ":", "\xff"):
        mine.cookies[configured.CITIZEN_COOKIE_NAME] = altered
        assert mine.get(ACCOUNT).status_code == 302


def test_deleting_asks_says_and_forgets(mine):
    assert "仍然保留" in text(mine.get(DELETE))
    assert "还没有删除" in text(mine.post(DELETE)) and Citizen.objects.exists()
    told(Citizen.objects.get())
    assert "已经删除" in text(mine.post(DELETE, {"confirmed": "1"}))
    assert not Citizen.objects.exists() and mine.get(ACCOUNT).status_code == 302


def test_forms_learn_who_it_is_and_how_surely(mine, django_assert_num_queries):
    request = RequestFactory().get("/letters/new/")
    assert who.citizen(request) is None and who.level(request) is None
    request = RequestFactory().get("/letters/new/")
    request.COOKIES[configured.CITIZEN_COOKIE_NAME] = mine.cookies[configured.CITIZEN_COOKIE_NAME].value
    with django_assert_num_queries(1):
        assert who.level(request) == Level.PHONE and who.citizen(request).digest


def test_a_citizen_is_no_staff_and_has_no_session(mine):
    assert mine.get("/console/").status_code == 302
    assert configured.SESSION_COOKIE_NAME not in mine.cookies
    csrf = Client(enforce_csrf_checks=True)
    csrf.cookies = mine.cookies
    csrf.cookies.pop(configured.CSRF_COOKIE_NAME, None)
    assert csrf.post(DELETE, {"confirmed": "1"}).status_code == 403 and Citizen.objects.exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_speak_both_languages(mine, language):
    mine.cookies["gk_lang"] = language
    for path in (ACCOUNT, REMINDERS, DELETE):
        page = text(mine.get(path))
        assert ("My account" in page) == (language == "en")
