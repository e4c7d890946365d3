"""Fixtures of the surface's tests."""

import pytest

from . import city


@pytest.fixture
def quick_passwords(settings):
    """Hashing a password need not be slow here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def jiangcheng(db, quick_passwords):
    """江城: see ``city.build``."""
    return city.build()
