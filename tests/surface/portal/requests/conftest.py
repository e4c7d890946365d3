"""The desk's city and its clock, with the portal in front of it and an empty index."""

import pytest
from django.test import Client, override_settings

from tests.desk.disclosure import asking


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
