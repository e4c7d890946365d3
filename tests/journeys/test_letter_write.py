"""A citizen writes a letter: looks at earlier answers, looks it over, sends it, and follows it.

At both widths, with a script's proof of work and without a script by answering the question.
"""

import re

import pytest
from playwright.sync_api import expect

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.services.sealed import opened
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.search import generations
from gongkai.record.search import services as search
from tests.journeys.test_request_apply import looked_at, proven
from tests.record.search import city as drafts

pytestmark = pytest.mark.browser  # the server writes: a test's own transaction would hold its lock
ANSWERED = "东湖路路灯不亮的答复"
WORDS = "我叫周晓梅，电话13800138000。东湖路口的路灯坏了半个月，晚上看不见路，请派人修理。"


@pytest.fixture(scope="module")
def answered(city):
    """A published letter about the same."""
    text = "来信：东湖路路灯不亮。答复：已经更换线路，恢复照明。"
    draft = drafts.draft(city.town.bodies["市教育局"], ANSWERED, text, kind=Kind.LETTER)
    publications.publish(draft, by=system("importer"))
    ledger.sequence_all()
    search.follow()
    generations.reader(now=True)


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_a_letter_that_is_not_ones_own_asks_to_sign_in(city):
    context = city.open("phone", scripts=False)
    page = context.new_page()
    page.goto("/letters/own/1/")
    assert "/account/sign-in/" in page.url
    context.close()


def test_a_letter_is_written_sent_and_followed(visit, answered):
    visit.goto("/letters/")
    expect(visit.locator("main")).to_contain_text(ANSWERED)
    looked_at(visit, "letters")
    visit.locator(".ways a", has_text="投诉").click()
    expect(visit.locator("[name=kind][value=complaint]")).to_be_checked()
    visit.fill("#title", "东湖路口路灯不亮")
    visit.fill("#words", WORDS)
    if visit.evaluate("matchMedia('(scripting: enabled)').matches"):
        expect(visit.locator(".likely")).to_contain_text(ANSWERED)
    visit.click("button:has-text('下一步')")
    expect(visit.locator("[role=alert]")).to_contain_text("电话、电子邮箱至少填写一项")
    visit.fill("#name", "周晓梅")
    visit.fill("#telephone", "13800138000")
    visit.check("[name=public][value=yes]")
    looked_at(visit, "letter-write")
    visit.click("button:has-text('下一步')")
    expect(visit.locator("h1")).to_have_text("也许已经有答复")
    expect(visit.locator(".docs")).to_contain_text(ANSWERED)
    looked_at(visit, "letter-look")
    visit.click("button:has-text('没有解决，继续提交')")
    expect(visit.locator(".sample")).to_contain_text("东湖路口的路灯坏了半个月")
    expect(visit.locator(".sample")).not_to_contain_text(re.compile("周晓梅|13800138000"))
    proven(visit)
    looked_at(visit, "letter-check")
    visit.locator("button:has-text('提交来信')").last.click()
    expect(visit.locator("h1")).to_have_text("来信已经提交")
    looked_at(visit, "letter-receipt")
    number, code = visit.locator(".code").all_inner_texts()
    assert opened(Letter.objects.get(number=number)).name == "周晓梅"

    visit.click("text=清除这台电脑上的记录")
    visit.goto("/letters/status/")
    visit.fill("#number", number)
    visit.fill("#code", code.lower())
    visit.click("main button:has-text('查询')")
    expect(visit.locator("h1")).to_have_text("您的来信已经收到，等待分办")
    expect(visit.locator(".stages")).to_contain_text("分办")
    assert number not in visit.url and code not in visit.url
    looked_at(visit, "letter-status")
    visit.click("button:has-text('撤回同意，不要公开')")
    expect(visit.locator("main")).to_contain_text("这封信不公开")
    visit.goto("/letters/board/")
    looked_at(visit, "letter-board")
