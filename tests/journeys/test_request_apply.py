"""A citizen asks for information: finds what is public, applies, keeps the receipt, queries, corrects.

At both widths, with a script's proof of work and without a script by answering the question.
"""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.rules.stages import Purpose, Stage
from gongkai.desk.disclosure.services import handling
from gongkai.ground.orgs.rules import Actor, Duty
from tests.journeys.test_accessibility import GRAVE
from tests.record.editorial import making
from tests.surface.portal.requests.citizen import answer_to

pytestmark = pytest.mark.browser  # the server writes: a test's own transaction would hold its lock
WISH = "东湖路学校周边的交通影响评估报告"
FIELDS = {"name": "周晓梅", "identity_number": "110105198912310029", "telephone": "13800138000"}
SHOTS = os.environ.get("GONGKAI_SHOTS", "")  # a folder for pictures of every page, for people to look at


@pytest.fixture(scope="module")
def officer(city) -> Actor:
    return making.staff("request-officer", city.town.bodies["市教育局"], Duty.READ, Duty.DISCLOSE)


def looked_at(page: Page, name: str) -> None:
    """Nothing is wider than the screen nor shuts anybody out; a picture where somebody wants one."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):  # axe itself is a script
        violations = Axe().run(page).response["violations"]
        assert not [row["nodes"][0]["html"] for row in violations if row["impact"] in GRAVE], name
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def proven(page: Page) -> None:
    """The worker's proof, or the question's answer."""
    if page.locator("[data-question]").is_visible():
        page.locator("#answer").fill(answer_to(page.locator("input[name=asked]").get_attribute("value")))
    else:
        expect(page.locator("[data-working]")).to_have_text("已经确认不是机器人。", timeout=60_000)


def applied(page: Page, scans: Path) -> tuple[str, str]:
    """From the front page to the receipt; its number and code."""
    page.goto("/requests/")
    looked_at(page, "front")
    page.locator("main a", has_text="申请公开政府信息").click()
    page.select_option("#organisation", label="江城市教育局")
    page.fill("#wish", WISH)
    looked_at(page, "choose")
    page.click("text=查一查有没有已经公开的")
    expect(page.locator("h1")).to_have_text("也许已经公开")
    expect(page.locator(".docs li").first).to_be_visible()
    looked_at(page, "look")
    page.click("button:has-text('继续申请')")
    expect(page.locator("#title")).to_have_value(WISH)
    for name, words in FIELDS.items():
        page.fill(f"#{name}", words)
    page.fill("#telephone", "")
    page.click("text=下一步：核对")
    expect(page.locator("[role=alert]")).to_contain_text("电话、电子邮箱、通信地址至少填写一项")
    looked_at(page, "fill")
    page.fill("#telephone", FIELDS["telephone"])
    page.check("input[name=identity][value=resident]")
    page.click("text=下一步：核对")
    expect(page.locator(".looked")).to_contain_text("周晓梅")
    page.set_input_files("#files", scans)
    page.check("input[name=confirmed]")
    proven(page)
    looked_at(page, "check")
    page.locator("button:has-text('提交申请')").last.click()
    expect(page.locator("h1")).to_have_text("申请已经提交")
    looked_at(page, "receipt")
    number, code = page.locator(".code").all_inner_texts()
    return number, code


@pytest.mark.django_db  # pytest-django makes the database for marked tests only
def test_the_ways_in_and_the_figures_are_for_everybody(visit):
    visit.goto("/requests/")
    visit.locator("main a", has_text="依申请公开统计").click()
    expect(visit.locator("h1")).to_have_text("依申请公开统计")
    looked_at(visit, "figures-empty")


def test_a_request_is_made_queried_and_corrected(visit, officer, tmp_path):
    scan = tmp_path / "身份证明.txt"
    scan.write_text("身份证明的扫描件", encoding="utf-8")
    number, code = applied(visit, scan)
    case = DisclosureRequest.objects.get(number=number)
    assert case.files.get().purpose == Purpose.REQUEST and case.stage == Stage.SUBMITTED
    assert number not in visit.url and code not in visit.url

    visit.click("text=清除这台电脑上的记录")
    visit.goto("/requests/status/")
    visit.fill("#number", number)
    visit.fill("#code", "AAAA-AAAA-AAAA-AAAA")
    visit.click("main button:has-text('查询')")
    expect(visit.locator("[role=alert]")).to_contain_text("对不上")
    looked_at(visit, "query")
    visit.fill("#code", code.lower())
    visit.click("main button:has-text('查询')")
    expect(visit.locator("h1")).to_have_text("您的申请已经送到，等机关确认收到")
    looked_at(visit, "waiting")

    case = handling.confirm(case.pk, subject="交通影响评估", version=case.version, by=officer)
    visit.reload()
    expect(visit.locator("h1")).to_have_text("您的申请正在办理")
    expect(visit.locator(".lead")).to_contain_text(str(case.due_on))
    visit.locator(".days > summary").click()
    expect(visit.locator(".days tbody tr").last).to_contain_text("20")
    looked_at(visit, "running")

    handling.ask_correction(case.pk, words="请写明是哪一所学校", days=10, version=case.version, by=officer)
    visit.reload()
    expect(visit.locator(".stages")).to_contain_text("请写明是哪一所学校")
    visit.fill("#words", "东湖第一小学")
    visit.set_input_files("#files", scan)
    looked_at(visit, "correcting")
    visit.click("text=提交补正")
    expect(visit.locator(".stages")).to_contain_text("收到您的补正")
    expect(visit.locator(".stages")).to_contain_text("东湖第一小学")
    assert CaseFile.objects.filter(case=case, purpose=Purpose.CORRECTION).count() == 1
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING


def test_a_complaint_from_the_case_goes_above(visit, officer, tmp_path):
    visit.goto("/requests/complain/")
    visit.select_option("#organisation", label="江城市教育局")
    visit.fill("#words", "公开指南里没有电话")
    proven(visit)
    looked_at(visit, "complain")
    visit.click("text=提交投诉")
    expect(visit.locator("h1")).to_have_text("投诉已经提交")
    number, code = visit.locator(".code").all_inner_texts()
    assert re.fullmatch(r"TS\d{4}-\d{6}", number)
    visit.goto("/requests/status/")
    visit.fill("#number", number)
    visit.fill("#code", code)
    visit.click("main button:has-text('查询')")
    expect(visit.locator(".looked")).to_contain_text("待处理")
