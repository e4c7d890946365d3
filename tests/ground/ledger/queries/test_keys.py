"""Keys come from the environment, or are made once, whole, readable by their owner only."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.ground.ledger.queries import keys


def test_a_key_is_made_once_by_whoever_comes_first(settings, own_ledger):
    settings.LEDGER_KEY = ""
    with ThreadPoolExecutor(8) as pool:
        made = {found.raw_public for found in pool.map(lambda _: keys.current(), range(32))}
    assert len(made) == 1
    assert [path.name for path in own_ledger.iterdir()] == ["key"]
    assert stat.S_IMODE((own_ledger / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(own_ledger.stat().st_mode) == 0o700


def test_the_environment_wins(settings):
    settings.LEDGER_KEY = ""
    first = keys.current().raw_public
    settings.LEDGER_KEY = "07" * 32
    assert keys.current().raw_public != first


@pytest.mark.parametrize(("key", "origin"), [("xyz", "a.example"), ("07" * 32, "a b"), ("07" * 32, "a+b")])
def test_wrong_settings_say_how_to_mend_them(settings, key, origin):
    settings.LEDGER_KEY, settings.LEDGER_ORIGIN = key, origin
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_LEDGER"):
        keys.current()
