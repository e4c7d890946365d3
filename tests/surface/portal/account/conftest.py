"""A city with an SMS gateway on a socket, and a visitor."""

import pytest
from django.test import Client

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs import services
from gongkai.ground.orgs.rules import system
from tests.ground.notices import gateway


@pytest.fixture
def sms(db, settings):
    services.ensure_root(by=system("test"))
    orgs.site()
    with gateway.listening() as server:
        settings.SMS = server.settings
        yield server


@pytest.fixture
def visitor(sms) -> Client:
    return Client()
