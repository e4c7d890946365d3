"""Who is signed in sees the own letters in the account and opens them without a code; nobody else does."""

import pytest
from django.test import Client

from gongkai.desk.engagement.models import Letter
from tests.ground.notices import gateway
from tests.surface.portal.account.visiting import ACCOUNT, sign_in

from .writer import FIELDS, NEW, STATUS, text, written


@pytest.fixture
def sms(people, settings):
    with gateway.listening() as server:
        settings.SMS = server.settings
        yield server


def test_the_account_lists_the_own_letters_and_opens_them(visitor, sms):
    sign_in(visitor, sms)
    page = text(visitor.get(NEW))
    assert 'value="13800138000"' in page and "我的账号" in page
    number, _code = written(visitor)
    letter = Letter.objects.get(number=number)
    assert letter.citizen
    visitor.post("/letters/leave/")
    assert number not in text(visitor.get(STATUS))
    address = f"/letters/own/{letter.pk}/"
    page = text(visitor.get(ACCOUNT))
    assert number in page and address in page and FIELDS["title"] not in page
    assert visitor.get(address).headers["Location"] == STATUS
    page = text(visitor.get(STATUS))
    assert number in page and "提醒方式" in page
    other = Client()
    sign_in(other, sms, telephone="13900139000")
    for key in (letter.pk, letter.pk + 1, 2**40):
        assert other.get(f"/letters/own/{key}/").status_code == 404
    assert number not in text(other.get(ACCOUNT))


def test_a_letter_sent_without_signing_in_belongs_to_no_account(visitor, sms):
    number, _code = written(visitor)
    letter = Letter.objects.get(number=number)
    sign_in(visitor, sms)
    assert letter.citizen == "" and number not in text(visitor.get(ACCOUNT))
    assert visitor.get(f"/letters/own/{letter.pk}/").status_code == 404
