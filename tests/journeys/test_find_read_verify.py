"""The main journeys of a citizen: find, read, follow, verify; at both widths, with and without scripts."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.surface.portal import town as making

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "check_proof.py"


def ask(page, words):
    field = page.locator("main input[name=q], .find input[name=q]").first
    field.fill(words)
    field.press("Enter")
    page.wait_for_url(re.compile(r"/(search|policies/)\?"))


def test_find_by_number_read_follow_and_verify(visit, city, tmp_path):
    ask(visit, "江政规【2026】12号")
    visit.locator(".docs a").first.click()
    expect(visit.locator("h1")).to_have_text(making.RULE)
    expect(visit.locator(".doc .no")).to_have_text(making.RULE_NUMBER)
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    visit.locator("#interpretations a", has_text="一图读懂").click()
    expect(visit.locator("h1")).to_have_text("一图读懂：文件怎么来、怎么管、怎么废")
    visit.locator("aside a", has_text="规范性文件管理办法").click()
    visit.locator(".body a.cited", has_text=making.OLD_NUMBER).click()
    expect(visit.locator("h1")).to_have_text("江城市行政规范性文件制定规定")
    visit.go_back()

    visit.locator("aside a", has_text="核验").click()
    expect(visit.locator("h1")).to_have_text("核对这个页面")
    with visit.expect_download() as waiting:
        visit.locator("a.btn", has_text="下载证据文件").click()
    path = tmp_path / "evidence.json"
    waiting.value.save_as(path)
    assert json.loads(path.read_text(encoding="utf-8"))["identifier"] in city.town.rule
    key = re.search(r"--key '([^']+)'", visit.locator("main").inner_text())[1]
    command = [sys.executable, SCRIPT, path, "--key", key]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_find_by_words_with_facets(visit, city):
    ask(visit, "工作")
    found = visit.locator(".found strong")
    before = int(re.sub(r"\D", "", found.inner_text()))
    opener = visit.locator(".filter > summary")
    if opener.is_visible():
        opener.click()
    visit.locator(".sheet a", has_text="2025 年").click()
    expect(visit.locator(".mark")).to_contain_text("2025 年")
    after = int(re.sub(r"\D", "", found.inner_text()))
    assert 0 < after < before
    assert "year=2025" in unquote(visit.url)
    visit.locator(".sorts a", has_text="最新").click()
    visit.wait_for_url(re.compile(r"sort=date"))
    dates = visit.locator(".docs time").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    visit.locator(".mark").click()
    expect(found).to_contain_text(str(before))


def test_find_a_department_and_see_its_gaps(visit, city):
    visit.locator(".nav a", has_text="站群导航").click()
    field = visit.locator("main input[name=q]")
    field.fill("司法")
    field.press("Enter")
    visit.locator("main a", has_text="江城市司法局").click()
    expect(visit.locator("h1")).to_have_text("江城市司法局")
    expect(visit.locator(".years .gap")).to_contain_text("2023")


def test_large_type_and_english_need_no_script(visit, city):
    visit.locator(".aux a", has_text="大字版").click()
    expect(visit.locator("html.large")).to_have_count(1)
    visit.locator(".aux a", has_text="English").click()
    expect(visit.locator(".nav a[aria-current]")).to_have_text("Home")
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_keyboard_reaches_the_content_first(visit, city):
    visit.keyboard.press("Tab")
    expect(visit.locator(".skip")).to_be_focused()
    visit.keyboard.press("Enter")
    expect(visit).to_have_url(re.compile(r"#main$"))  # the address follows a moment after the key
