"""The desk's city with an open consultation, and the portal in front of it."""

import pytest
from django.test import Client

from tests.desk.consultations import holding


@pytest.fixture
def people(db, at):
    at(holding.BEGUN.replace(month=1))
    people = holding.city()
    at(holding.BEGUN)
    return people


@pytest.fixture
def row(people):
    return holding.opened(people)


@pytest.fixture
def visitor(row) -> Client:
    return Client()
