"""The console in a real browser: no violation of the content security policy, keyboard, writing a page."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import absent

from .. import city

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENS = ["", "publications/", "relations/", "quarantine/", "posts/", "account/"]
EDITORIAL = ["pages/", "images/", "images/add/", "documents/", "documents/add/"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def built(live_server, quick_passwords, planted):
    """The city, built before Playwright starts its loop: inside, Django opens another connection."""
    return city.build()


@pytest.fixture
def browser(built, monkeypatch):
    if not os.access(CHROMIUM, os.X_OK):
        absent("Chromium", f"{CHROMIUM} 不存在，请安装 chromium")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, live_server):
    """Signs a person in; gives a page and the list of what its console complained of."""

    def enter(username, **options):
        page = browser.new_context(locale="zh-CN", **options).new_page()
        complaints = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/console/")
        page.fill("#id_username", username)
        page.fill("#id_password", city.PASSWORD)
        page.click("button")
        page.wait_for_url(f"{live_server.url}/console/")
        return page, complaints

    return enter


def violations(complaints):
    return [text for text in complaints if "Content Security Policy" in text]


def test_no_page_breaks_the_policy(visit, live_server):
    for username, paths in (("clerk", SCREENS), ("editor", EDITORIAL)):
        page, complaints = visit(username)
        for path in paths:
            assert page.goto(f"{live_server.url}/console/{path}").status == 200
            page.wait_for_load_state("networkidle")
        assert not violations(complaints)


def test_the_work_list_is_walked_by_keyboard(visit):
    page, complaints = visit("clerk")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/publications/**")
    assert page.locator("h1").inner_text() == "预算绩效管理办法"
    assert not complaints


def test_nothing_overflows_a_phone(visit, live_server):
    page, _ = visit("clerk", viewport={"width": 390, "height": 844})
    for path in SCREENS[:-1]:
        page.goto(f"{live_server.url}/console/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_an_editor_writes_a_page_with_a_picture_chooser(visit, live_server, planted):
    """Title, a heading, formatted text, the image chooser: all of Wagtail's editor under the same policy."""
    page, complaints = visit("editor")
    page.goto(f"{live_server.url}/console/pages/add/portal/editorialpage/{planted.pk}/")
    page.fill("#id_title", "江城概况")
    for block in ("小标题", "正文", "图片"):
        page.locator(".c-sf-add-button").last.click()
        page.get_by_role("option", name=block, exact=True).click()
    page.locator("input[name=body-0-value]").fill("历史")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+B")
    page.keyboard.type("建城两千年。")
    page.locator("[data-chooser-action-choose]").first.click()
    page.locator(".modal-body").wait_for()
    page.keyboard.press("Escape")
    assert not violations(complaints)
