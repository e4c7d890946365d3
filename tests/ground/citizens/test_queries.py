"""What the rest of the house may ask of an account once its key is gone: nothing."""

import pytest

from gongkai.ground.citizens import queries
from gongkai.ground.citizens.services import accounts
from gongkai.ground.sealing import services as sealing


@pytest.mark.django_db
def test_a_destroyed_key_opens_nothing():
    one = accounts.by_phone("13800138000")
    assert queries.wanted(one).telephone == "13800138000"
    sealing.destroy(one.key)
    with pytest.raises(sealing.Destroyed):
        queries.reach(one)
