"""Fixtures of the room."""

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password need not be slow here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
