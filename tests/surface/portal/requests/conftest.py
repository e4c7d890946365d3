"""The desk's city and its clock, with the portal in front of it and an empty index."""

import pytest
from django.test import Client, override_settings

from gongkai.desk.disclosure.models import DisclosureRequest
from tests.desk.disclosure import asking

from .citizen import applied


@pytest.fixture
def at(monkeypatch):
    return asking.Clock(monkeypatch)


@pytest.fixture
def people(db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(asking.RECEIVED.replace(month=1))
        made = asking.city()
        at(asking.RECEIVED)
        yield made


@pytest.fixture
def visitor(people) -> Client:
    return Client()


@pytest.fixture
def sent(visitor):
    """A request that was sent: its case, number and code."""
    number, code = applied(visitor)
    return DisclosureRequest.objects.get(number=number), number, code
