"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Collection, Locale, Page, Site

from gongkai.surface.console import steps

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input beside the checkout."""
    if not REAL.is_dir():
        pytest.skip(f"real input is not here: {REAL}")
    return REAL


@pytest.fixture(autouse=True)
def forgotten_checkpoint() -> None:
    """The database is emptied between tests, so the checkpoint kept beside it must be forgotten as well."""
    for path in (Path(os.environ["GONGKAI_HOME"]) / "ledger").glob("checkpoint*"):
        path.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def forgotten_cache() -> None:
    """So must what a process remembers of the site."""
    cache.clear()


@pytest.fixture(autouse=True)
def wholly_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """``force_login`` leaves out the password, and here the second factor with it."""
    alone = Client.force_login

    def force_login(client: Client, user: object, backend: str | None = None) -> None:
        alone(client, user, backend)
        session = client.session
        session[steps.PASSED] = True
        session.save()

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def quick_hashes(settings) -> None:
    """Hashing a password need not be slow here: a desk has ten people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def planted(transactional_db) -> Page:
    """Wagtail's trees, which its migrations plant once and other tests have emptied since; the root page."""
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": root})
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    return root


def absent(service: str, why: str) -> None:
    """Skip on a developer's laptop, fail in CI, when a service cannot be had."""
    message = f"{service} is not available: {why}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
