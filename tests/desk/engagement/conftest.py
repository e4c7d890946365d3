"""A city, its clock, and sealed folders of its own, for every test of the room that asks."""

import pytest
from django.db import transaction
from django.test import override_settings

from gongkai.desk.engagement.services import handling
from tests.clock import Clock
from tests.desk.engagement import corresponding, hotline_play

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The city once for a module: its tests run in savepoints of one transaction, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched, override_settings(PASSWORD_HASHERS=QUICK):
            Clock(patched)(corresponding.RECEIVED.replace(month=1))  # appointments begin before any letter
            people = corresponding.city()
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def people(built, db, at):
    at(corresponding.RECEIVED.replace(month=1))  # who joins the city in a test is there before any letter
    return built


@pytest.fixture
def hotline(settings):
    """A hotline that listens; ``known`` is what it has."""
    with hotline_play.listening() as server:
        settings.HOTLINE = server.settings
        yield server


@pytest.fixture
def answered(people, at, hotline):
    """An order of the hotline that was answered: three messages wait, accepted, replied, closed."""
    letter = hotline_play.received(at)
    hotline_play.refer(people, letter)
    handling.accept(letter.pk, version=corresponding.fresh(letter).version, by=people["answerer"])
    corresponding.reply(people, letter)
    assert hotline_play.follow() == 3
    return letter
