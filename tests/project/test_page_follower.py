"""The follower keeps the store true, and prefers an empty store to a wrong one."""

import time
from types import SimpleNamespace

import pytest
from django.db import transaction

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import record_many, sequence_all
from gongkai.ground.orgs.rules import system
from gongkai.project import page_follower
from gongkai.project.page_follower import STALL, Gap, PageFollower, look
from gongkai.project.page_store import Page, PageStore

pytestmark = pytest.mark.django_db
FACTS = {"identifier": "X/2026-1", "publisher": "X", "kind": "document", "channels": ["news"]}


def happen(entry: str, subject: str = "X/2026-1", **facts) -> None:
    with transaction.atomic():
        record_many(entry, [(subject, facts)], by=system("test"))
    sequence_all()


@pytest.fixture
def store() -> PageStore:
    made = PageStore(1_000_000)
    made.restart(ledger.head())
    look(made)
    made.look(time.monotonic())
    for path, tags in (("/a", {"publication:X/2026-1"}), ("/b", {"publication:Y"}), ("/c", {"pages"})):
        key = ("h", path, "", "/")
        flight, _ = made.begin(key)
        made.finish(key, flight, Page("200 OK", "", [b""], [], [b""], [], [], frozenset(tags)))
    return made


def kept(store: PageStore) -> set[str]:
    return {key[1] for key in store.pages}


def test_a_publication_drops_exactly_the_pages_it_touches(store):
    happen("publication.withdrawn", **FACTS)
    look(store)
    assert kept(store) == {"/b", "/c"}
    assert store.cursor == ledger.head()


def test_an_editorial_page_drops_the_editorial_pages(store):
    happen("page.published", "page/3")
    look(store)
    assert kept(store) == {"/a", "/b"}


def test_an_organisation_drops_the_pages_that_show_it(store):
    key = ("h", "/o", "", "/")
    flight, _ = store.begin(key)
    store.finish(key, flight, Page("200 OK", "", [b""], [], [b""], [], [], frozenset({"organisations"})))
    happen("organisation.changed", "X", code="X")
    look(store)
    assert kept(store) == {"/a", "/b", "/c"}


def test_other_entries_drop_nothing(store):
    happen("person.enrolled", "someone")
    look(store)
    assert kept(store) == {"/a", "/b", "/c"}


def test_entries_that_nobody_sequences_stall_the_store_until_somebody_does(store):
    follower = PageFollower(store)
    assert not follower.stalled(0.0, store.cursor)
    with transaction.atomic():
        record_many("publication.withdrawn", [("X/2026-1", FACTS)], by=system("test"))
    assert not follower.stalled(STALL, store.cursor)
    assert follower.stalled(STALL + 0.1, store.cursor)
    sequence_all()
    look(store)
    assert not follower.stalled(STALL + 0.2, store.cursor)
    assert kept(store) == {"/b", "/c"}


def test_more_entries_than_one_reading_are_all_taken_in(store, monkeypatch):
    monkeypatch.setattr(page_follower, "BATCH", 2)
    for _ in range(5):
        happen("publication.published", **FACTS)
    look(store)
    assert store.cursor == ledger.head()


def test_a_ledger_that_went_back_is_a_gap(store):
    store.cursor += 5
    with pytest.raises(Gap):
        look(store)


def test_a_missing_entry_is_a_gap(store, monkeypatch):
    lost = [SimpleNamespace(index=store.cursor + 1, kind="publication.published")]
    monkeypatch.setattr(page_follower.ledger, "follow", lambda after, limit: lost)
    with pytest.raises(Gap):
        look(store)


@pytest.mark.django_db(transaction=True)
def test_the_thread_survives_the_database_and_serves_nothing_meanwhile(monkeypatch):
    monkeypatch.setattr(page_follower, "POLL", 0.01)
    monkeypatch.setattr(page_follower, "RETRY", 0.01)
    store = PageStore(1_000_000)
    working = {"now": True}
    real = ledger.follow

    def follow(after, limit):
        if not working["now"]:
            raise ConnectionError
        return real(after, limit)

    monkeypatch.setattr(page_follower.ledger, "follow", follow)
    follower = PageFollower(store)
    follower.start()
    try:
        until(lambda: store.fresh_at > 0)
        key = ("h", "/a", "", "/")
        flight, _ = store.begin(key)
        store.finish(key, flight, Page("200 OK", "", [b""], [], [b""], [], [], frozenset({"latest"})))
        assert store.get(key) is not None
        working["now"] = False
        until(lambda: store.fresh_at < 0)
        assert store.get(key) is None
        working["now"] = True
        until(lambda: store.fresh_at > 0)
        assert not store.pages
    finally:
        follower.stop()
    assert store.get(key) is None


def until(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
