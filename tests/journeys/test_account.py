"""A citizen signs in by telephone, looks at the account, and deletes it, with scripts and without."""

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import expect

from gongkai.ground.citizens.models import Citizen
from gongkai.ground.notices.rules.messages import Contacts
from gongkai.ground.notices.services import outgoing
from gongkai.ground.orgs.rules import system
from gongkai.ground.sealing import services as sealing
from tests.ground.notices import gateway
from tests.surface.portal.account.visiting import received

from .test_request_apply import looked_at, proven

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sms(city):
    with gateway.listening() as server, override_settings(SMS=server.settings, EMAIL_HOST="localhost"):
        yield server


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_before_a_way_is_set_up_nobody_is_asked_to_sign_in(city):
    context = city.open("phone", scripts=False)
    page = context.new_page()
    page.goto("/")
    page.click("footer >> text=我的账号")
    expect(page.locator("main")).to_contain_text("不登录就可以办理")
    context.close()


def test_in_by_telephone_and_out_for_good(sms, seat):
    page = seat()
    page.goto("/account/")
    expect(page.locator("h1")).to_have_text("登录")
    looked_at(page, "account-sign-in")
    page.click("text=用手机号登录")
    page.fill("#telephone", "13800138")
    proven(page)
    looked_at(page, "account-phone")
    page.click("text=获取验证码")
    expect(page.locator("[role=alert]")).to_contain_text("11 位")
    page.fill("#telephone", "13800138000")
    proven(page)
    page.click("text=获取验证码")
    expect(page.locator("h1")).to_have_text("填写验证码")
    page.fill("#code", "x")
    page.click("button:has-text('登录')")
    expect(page.locator("[role=alert]")).to_contain_text("验证码不对")
    looked_at(page, "account-code")
    page.fill("#code", received(sms))
    page.click("button:has-text('登录')")
    expect(page.locator(".lead")).to_contain_text("138****8000")
    told()
    page.reload()
    expect(page.locator("main")).to_contain_text("XJ2026-000001 已经答复")
    looked_at(page, "account")
    page.click("a:has-text('提醒方式')")
    page.uncheck("input[name=sms]")
    page.click("text=保存")
    expect(page.locator("input[name=sms]")).not_to_be_checked()
    looked_at(page, "account-reminders")
    page.goto("/account/delete/")
    looked_at(page, "account-delete")
    page.check("input[name=confirmed]")
    page.click("button:has-text('删除账号')")
    expect(page.locator("h1")).to_have_text("账号已经删除")
    page.goto("/account/")
    expect(page.locator("h1")).to_have_text("登录")
    assert not Citizen.objects.exists()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert settings.SESSION_COOKIE_NAME not in names and settings.CITIZEN_COOKIE_NAME not in names


def told() -> None:
    contacts = Contacts(sealing.new_key(), citizen=Citizen.objects.get().pk)
    values = {"number": "XJ2026-000001"}
    outgoing.send("letter", "XJ2026-000001", "matter_answered", values, contacts=contacts, by=system("test"))
