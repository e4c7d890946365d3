"""The small city, built once for each module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from gongkai.ground.orgs import queries as orgs
from gongkai.surface.portal.as_of import as_of

from . import town as making


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[making.Town]:
    """See ``town.build``. Index and keys live in a folder of the module's own."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home), transaction.atomic():
        yield making.build()
        transaction.set_rollback(True)


@pytest.fixture
def visitor(town, db) -> Client:
    """Somebody without cookies, of a process that has read the site's facts as it does every few seconds."""
    orgs.site()
    as_of()
    return Client()
