"""The follower of the search index: what the law removed leaves the disk."""

import threading
import time
from pathlib import Path

import pytest

from gongkai.ground.ledger import services as ledger
from gongkai.project import search_follower
from gongkai.record.catalogue.services import publications
from gongkai.record.search import generations, services

from ..record.search import city

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "abcsecretword"


def on_disk(folder: Path) -> bool:
    return any(SECRET.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_removed_text_leaves_the_disk(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr(search_follower, "POLL", 0.02)
    root = city.found()
    row, *_ = city.publish(city.draft(root, "名单", f"姓名 {SECRET}"), city.draft(root, "别的", "内容"))
    services.follow()
    assert on_disk(tmp_path / "search") and not generations.purge_due()
    publications.remove(row.identifier, basis="《个人信息保护法》第四十七条", by=city.BY)
    ledger.sequence_all()
    stop = threading.Event()
    thread = threading.Thread(target=search_follower.run, args=(stop,))
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while on_disk(tmp_path / "search"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        stop.set()
        thread.join()
    assert not generations.purge_due()
    assert generations.reader(now=True).documents == 1


def test_a_withdrawal_builds_nothing_anew(settings, tmp_path):
    settings.HOME = tmp_path
    root = city.found()
    row, *_ = city.publish(city.draft(root, "通知", "内容"))
    services.follow()
    publications.withdraw(row.identifier, reason="有误", by=city.BY)
    ledger.sequence_all()
    services.follow()
    assert not generations.purge_due()
