"""A city that takes letters, its clock, the portal in front of it and an empty index; built once a module."""

import pytest
from django.db import transaction
from django.test import Client, override_settings

from gongkai.desk.engagement.models import Letter
from tests.clock import Clock
from tests.desk.engagement import corresponding

from .writer import written

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Its tests run in savepoints of one transaction, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched, override_settings(PASSWORD_HASHERS=QUICK):
            Clock(patched)(corresponding.RECEIVED.replace(month=1))
            people = corresponding.city()
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def people(built, db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(corresponding.RECEIVED)
        yield built


@pytest.fixture
def visitor(people) -> Client:
    return Client()


@pytest.fixture
def sent(visitor):
    """A letter that was sent: itself, its number and code."""
    number, code = written(visitor)
    return Letter.objects.get(number=number), number, code
