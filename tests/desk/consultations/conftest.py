"""A city and its clock, for every test of the room that asks."""

import pytest
from django.test import override_settings

from tests.desk.consultations import asking


@pytest.fixture
def people(db, at, tmp_path):
    with override_settings(HOME=tmp_path):
        at(asking.BEGUN.replace(day=1))  # appointments begin before anything is asked
        made = asking.city()
        at(asking.BEGUN)
        yield made
