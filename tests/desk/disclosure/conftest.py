"""A city, its clock, and sealed folders of its own, for every test of the room that asks."""

import pytest

from tests.desk.disclosure import asking


@pytest.fixture
def people(db, at):
    at(asking.RECEIVED.replace(month=1))  # appointments begin before anything is asked
    return asking.city()


@pytest.fixture
def at(monkeypatch):
    return asking.Clock(monkeypatch)
