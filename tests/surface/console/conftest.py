"""A browser on the pages of ``drafting`` for the tests of the console's scripts."""

import pytest

from . import drafting


@pytest.fixture(scope="module")
def browsing():
    """A browser and the address of the form."""
    with drafting.browsing() as opened:
        yield opened


@pytest.fixture
def write(browsing):
    """Opens the form with a text; anything the browser's console complains of fails the test."""
    browser, address = browsing
    complaints, contexts = [], []

    def opened(html="", **options):
        drafting.forget(html)
        contexts.append(browser.new_context(base_url=address, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "404" not in said.text else None)
        page.goto("/draft")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
