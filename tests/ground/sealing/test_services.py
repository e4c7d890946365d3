"""Keys outside the database: sealing, keeping files, destroying."""

from pathlib import Path

import pytest
from django.core.files.storage import storages

from gongkai.ground.sealing import services
from gongkai.ground.sealing.rules import Unreadable


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    places = {
        alias: {**settings.STORAGES[alias], "OPTIONS": {"location": tmp_path / alias}}
        for alias in ("keys", "sealed")
    }
    settings.STORAGES = {**settings.STORAGES, **places}


def test_a_matter_is_sealed_and_opened():
    name = services.new_key()
    sealed = services.seal(name, "张三".encode(), "case/1")
    assert "张三".encode() not in sealed
    assert services.unseal(name, sealed, "case/1").decode() == "张三"
    place = services.keep(name, b"a scan")
    assert services.kept(name, place) == b"a scan"


def test_neither_keys_nor_files_lie_open(tmp_path):
    name = services.new_key()
    services.keep(name, b"a scan of a card")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    assert all(b"a scan" not in path.read_bytes() for path in files)


def test_a_destroyed_key_opens_nothing_and_can_be_destroyed_again():
    name = services.new_key()
    sealed, place = services.seal(name, b"x", "case/1"), services.keep(name, b"y")
    for _ in range(2):
        services.destroy(name)
    assert services.destroyed(name)
    for act in (
        lambda: services.unseal(name, sealed, "case/1"),
        lambda: services.kept(name, place),
        lambda: services.seal(name, b"z", "case/1"),
    ):
        with pytest.raises(services.Destroyed):
            act()


def test_a_discarded_file_is_gone():
    name = services.new_key()
    place = services.keep(name, b"y")
    services.discard(place)
    services.discard(place)
    with pytest.raises(services.Destroyed):
        services.kept(name, place)


def test_under_another_office_key_nothing_opens(settings):
    name = services.new_key()
    settings.SEALING_KEY = "another"
    with pytest.raises(Unreadable):
        services.seal(name, b"x", "case/1")


def test_no_name_leads_out_of_the_folder():
    for name in ("../../etc/passwd", "ab", "G" * 32):
        with pytest.raises(Unreadable, match="名称不正确"):
            services.destroy(name)


def test_the_storages_are_not_in_the_web_root(settings):
    for alias in ("keys", "sealed"):
        place = Path(storages[alias].base_location)
        assert not str(place).startswith(str(settings.MEDIA_ROOT))
