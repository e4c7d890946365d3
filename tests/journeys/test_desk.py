"""A document's whole life at the desk, in a real browser, with two web processes and two workers.

Drafted from Word, a finding in a hidden sheet of its attachment, cleaned, reviewed by three people and the
secrecy officer, scheduled, public once at its minute, changed, withdrawn with its explanation.
"""

import json
import os
import re
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.conftest import absent
from tests.journeys import desk_files
from tests.project.city import City, get, until
from tests.record.editorial.making import PASSWORD
from tests.surface.city import one_time

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
TITLE, NUMBER = "江城市财政局关于印发专项资金管理办法的通知", "江财〔2026〕16号"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """Two web processes, two workers, one index follower, and the secrets of the staff."""
    if not os.access(CHROMIUM, os.X_OK):
        absent("Chromium", f"{CHROMIUM} 不存在，请安装 chromium")
    city = City(tmp_path_factory.mktemp("desk"))
    try:
        city.run("gongkai.surface.cli.main", "migrate")
        secrets = json.loads(city.run("tests.project.acting", "desk"))
        for _ in range(2):
            city.start("gongkai.project.worker", "clock")
        city.start("gongkai.project.worker", "follow")
        yield [city.serve(), city.serve()], secrets, city
    finally:
        city.close()


@pytest.fixture(scope="module")
def enter(running):
    """Signs a person in, with the second factor where the post needs one; one page for each person."""
    (console, _), secrets, _ = running
    pages = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )

        def entered(name):
            if name not in pages:
                page = chromium.new_context(base_url=console, locale="zh-CN").new_page()
                page.goto("/console/")
                page.fill("#id_username", name)
                page.fill("#id_password", PASSWORD)
                page.click("button[type=submit]")
                if name in secrets:
                    page.fill("#id_code", one_time(secrets[name]))
                    page.click("text=继续")
                expect(page.locator("h1")).to_have_text("待处理")
                pages[name] = page
            return pages[name]

        yield entered
        chromium.close()


def test_a_document_lives_from_draft_to_withdrawal(running, enter):
    (one, two), _, city = running
    place = drafted(enter("drafter"))
    for name in ("first", "second", "secrecy", "final"):
        approved(enter(name))
    minute = scheduled(enter("final"), place)
    identifier = published_once(city, one, two, minute)
    changed(enter, identifier)
    until(lambda: "更正了题目" in get(f"{two}/publications/{identifier}")[1])
    withdrawn(enter("final"), identifier)
    for web in (one, two):
        until(lambda web=web: "文件依据已调整" in get(f"{web}/publications/{identifier}")[1])
    assert "第一条" in get(f"{two}/publications/{identifier}")[1]  # withdrawn, it stays readable
    assert json.loads(city.run("gongkai.surface.cli.main", "verify", "--json"))["ok"]


def drafted(page):
    """From Word, with a workbook whose hidden sheet is found and cleaned; where the manuscript is."""
    page.goto("/console/manuscripts/new/")
    page.click("button:has-text('政策文件')")
    upload(page, "通知.docx", desk_files.document(), "转换成正文")
    page.click("text=修改")
    page.fill("#id_title", TITLE)
    page.fill("#id_document_number", NUMBER)
    page.fill("#id_made_on", "2026-11-02")
    page.select_option("#id_disclosure", "proactive")
    page.select_option("#id_mandatory_item", index=1)
    page.fill("#id_plan", "由起草科室配图解，与文件同日发布。")
    page.click("text=保存并检查")
    expect(page.locator(".messages")).to_contain_text("已保存为第")
    upload(page, "附表.xlsx", desk_files.workbook(), "作为附件")
    expect(page.locator(".gk-findings")).to_contain_text("110105********002X")
    expect(page.locator(".gk-findings")).to_contain_text("隐藏工作表")
    page.click("button:has-text('送审')")
    expect(page.locator(".gk-errors")).to_contain_text("须处理")
    page.click("text=修改")
    page.click('button:text("生成清洁副本")')
    expect(page.locator(".messages")).to_contain_text("清洁副本")
    assert "002X" not in page.content()
    for words in (desk_files.HEADING, desk_files.CLAUSE, desk_files.CELL):
        expect(page.locator(".gk-document")).to_contain_text(words)
    page.click("button:has-text('送审')")
    expect(page.locator(".gk-tag").first).to_have_text("审核中")
    return page.url


def upload(page, name, data, use):
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.click(f"button:has-text('{use}')")


def approved(page):
    """From the work list to the decision."""
    page.goto("/console/")
    page.click(f"[data-row] a:has-text('{TITLE}')")
    page.check("input[name=outcome][value=approved]")
    page.click(".gk-panel button:has-text('提交')")
    expect(page.locator("h1")).to_have_text("待处理")


def scheduled(page, place):
    """The next whole minute that is at least twenty seconds away."""
    page.goto(place)
    minute = (datetime.now() + timedelta(seconds=80)).replace(second=0, microsecond=0)
    page.fill("#id_at", minute.strftime("%Y-%m-%dT%H:%M"))
    page.click("button:has-text('设定')")
    expect(page.locator(".messages")).to_contain_text("自动公开")
    return minute


def published_once(city, one, two, minute):
    """Not before its minute, then in portal, search, feed and ledger of both processes, once."""
    asked = f"{one}/api/v1/publications?publisher=429900108"
    while datetime.now() < minute - timedelta(seconds=2):
        assert not json.loads(get(asked)[1])["items"]
    until(lambda: json.loads(get(asked)[1])["items"])
    (item,) = json.loads(get(asked)[1])["items"]
    identifier = item["identifier"]
    assert datetime.now() < minute + timedelta(seconds=60)
    for web in (one, two):
        status, page = get(f"{web}/publications/{identifier}")
        assert status == 200
        assert desk_files.CLAUSE in page
        until(lambda web=web: NUMBER in get(f"{web}/search?q={quote(NUMBER)}")[1])
        until(lambda web=web: identifier in get(f"{web}/feeds/latest.atom")[1])
    until(lambda: json.loads(get(f"{one}/api/v1/publications/{identifier}")[1])["proof"]["index"] is not None)
    assert json.loads(city.run("gongkai.surface.cli.main", "verify", "--json"))["ok"]
    return identifier


def changed(enter, identifier):
    """A change goes the same way, and bears its public note."""
    page = enter("drafter")
    page.goto(f"/console/publications/{identifier}/")
    page.click("button:has-text('修改')")
    page.fill("#id_title", TITLE.replace("印发", "印发修订后的"))
    page.locator("summary", has_text="栏目")
    page.fill("#id_change_note", "更正了题目")
    page.click("text=保存并返回")
    place = page.url
    page.click("button:has-text('送审')")
    for name in ("first", "second", "secrecy", "final"):
        other = enter(name)
        other.goto(place)
        other.check("input[name=outcome][value=approved]")
        other.click(".gk-panel button:has-text('提交')")
    final = enter("final")
    final.goto(place)
    final.click("button:has-text('现在公开')")
    expect(final.locator(".messages")).to_contain_text("已公开")


def withdrawn(page, identifier):
    page.goto(f"/console/publications/{identifier}/withdraw/")
    page.locator("input[value=withdrawn]").check()
    page.fill("textarea[name=reason]", "文件依据已调整，请等待新办法。")
    page.click("button:has-text('下一步')")
    page.click("button.gk-danger")
    expect(page.locator(".messages")).to_be_visible()
    assert re.search("已撤回", page.content())
