"""What somebody holds is not let go."""

import pytest

from gongkai.ground.attachments import queries, services
from gongkai.ground.attachments.services import holding
from tests.record.editorial import making


@pytest.fixture
def people(db):
    return making.city()


def test_a_held_file_stays_until_it_is_released(people):
    file = services.take_in("a.txt", "甲".encode(), by=people["drafter"])
    holding.hold(file.sha256, "guide/1")
    holding.hold(file.sha256, "guide/1")
    assert services.discard([file.sha256], by=people["drafter"]) == 0
    holding.release(file.sha256, "guide/2")
    assert queries.stored(file.sha256) is not None
    holding.release(file.sha256, "guide/1")
    assert services.discard([file.sha256], by=people["drafter"]) == 1
