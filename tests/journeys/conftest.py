"""A real Chromium before a real server with the small city in it, built once for each module."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale

from tests.conftest import absent
from tests.journeys import casework
from tests.surface.portal import town as making

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last, because they empty the database when they are done."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@dataclass(frozen=True, slots=True)
class City:
    """The running site: its address, what is in it, and a browser."""

    address: str
    town: making.Town
    browser: Browser

    def open(self, device: str, *, scripts: bool = True, large: bool = False) -> BrowserContext:
        """A fresh browser profile on a desktop or a phone."""
        width, height = WIDTHS[device]
        context = self.browser.new_context(
            base_url=self.address, java_script_enabled=scripts, viewport={"width": width, "height": height}
        )
        if large:
            context.add_cookies([{"name": "gk_size", "value": "large", "url": self.address}])
        return context


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[City]:
    """The city committed, so that the server's threads see it; emptied afterwards.

    Absent Chromium skips on a laptop and fails in CI. Playwright runs an event loop in this thread, which
    Django would take for asynchronous code: it is over before the database is emptied.
    """
    if not os.access(CHROMIUM, os.X_OK):
        absent("Chromium", f"{CHROMIUM} 不存在，请安装 chromium")
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), override_settings(HOME=home, SITE_DEMO="1"):
        Locale.objects.get_or_create(language_code="zh-hans")  # migrated in once, emptied by other tests
        server = LiveServer("localhost")
        try:
            town = making.build()
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                yield City(server.url, town, browser)
                browser.close()
        finally:
            patch.undo()
            server.stop()
            call_command("flush", interactive=False, verbosity=0)


def is_fault(message: ConsoleMessage) -> bool:
    """Every error but a form's page that comes back with what is wrong."""
    return message.type == "error" and "422 (Unprocessable" not in message.text


@pytest.fixture(
    params=[("desktop", True), ("phone", True), ("desktop", False), ("phone", False)],
    ids=["desktop", "phone", "desktop without scripts", "phone without scripts"],
)
def visit(request, city) -> Iterator[Page]:
    """A visitor at the home page; every error on the browser's console fails the test."""
    device, scripts = request.param
    context = city.open(device, scripts=scripts)
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("console", lambda message: is_fault(message) and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/")
    yield page
    context.close()
    assert not faults


@pytest.fixture(
    params=[("desktop", True), ("phone", True), ("desktop", False)],
    ids=["desktop", "phone", "desktop without scripts"],
)
def seat(request, city) -> Iterator[Callable[[], Page]]:
    """Opens browsers of one kind, a fresh profile for each; errors on their consoles fail the test."""
    device, scripts = request.param
    pages, faults = [], []

    def taken() -> Page:
        page = city.open(device, scripts=scripts).new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: is_fault(said) and faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        pages.append(page)
        return page

    yield taken
    for page in pages:
        page.context.close()
    assert not faults


@pytest.fixture
def enter(seat, city) -> Callable[[str], Page]:
    """Signs people of the education department in with both factors; one page for each role."""
    pages: dict[str, Page] = {}

    def entered(role: str) -> Page:
        if role not in pages:
            pages[role] = seat()
            casework.signed_in(pages[role], role, city.town.bodies["市教育局"], casework.PEOPLE[role])
        return pages[role]

    return entered
