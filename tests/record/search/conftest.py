import pytest

from gongkai.record.search import generations, services

from . import city


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """An index folder of its own for each test."""
    settings.HOME = tmp_path
    yield tmp_path
    services.release()


@pytest.fixture
def root(transactional_db):
    """The code of the root organisation of a city without publications."""
    return city.found()


@pytest.fixture
def caught_up():
    """Follow to the end and see it at once."""

    def catch_up():
        services.follow()
        generations.reader(now=True)

    return catch_up
