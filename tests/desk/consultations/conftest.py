"""A city on the day on which its consultation is begun, for every test of the room that asks."""

import pytest

from . import holding


@pytest.fixture
def people(db, at):
    at(holding.BEGUN.replace(month=1))  # appointments begin before anything is drafted
    people = holding.city()
    at(holding.BEGUN)
    return people
