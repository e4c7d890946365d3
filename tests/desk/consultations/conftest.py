"""A city on the day on which something is begun, for every test of the room that asks."""

import pytest
from django.test import override_settings

from . import asking, holding


@pytest.fixture
def people(db, at):
    """Those of a consultation."""
    at(holding.BEGUN.replace(month=1))  # appointments begin before anything is drafted
    people = holding.city()
    at(holding.BEGUN)
    return people


@pytest.fixture
def askers(db, at, tmp_path):
    """Those of a survey."""
    with override_settings(HOME=tmp_path):
        at(asking.BEGUN.replace(day=1))  # appointments begin before anything is asked
        made = asking.city()
        at(asking.BEGUN)
        yield made
