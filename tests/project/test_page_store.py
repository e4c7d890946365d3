"""What the page store keeps, drops and refuses."""

import time

import pytest

from gongkai.project.page_store import FRESH, OVERHEAD, Page, PageStore


def page(body: bytes = b"x", *tags: str, until: float | None = None) -> Page:
    return Page("200 OK", '"e"', [body], [], [b""], [], [], frozenset(tags), until)


def key(path: str):
    return ("host", path, "", "/")


@pytest.fixture
def store() -> PageStore:
    made = PageStore(1_000_000)
    made.restart(10)
    made.look(time.monotonic())
    return made


def render(store: PageStore, path: str, made: Page | None) -> None:
    flight, _ = store.begin(key(path))
    assert flight is not None
    store.finish(key(path), flight, made)


def test_a_kept_page_is_served_until_a_tag_of_it_changes(store):
    render(store, "/a", page(b"a", "publication:1", "latest"))
    render(store, "/b", page(b"b", "publication:2"))
    assert store.get(key("/a")) is not None
    store.advance(11, [(10, {"publication:1"})])
    assert store.get(key("/a")) is None
    assert store.get(key("/b")) is not None


def test_a_page_whose_tag_changed_during_its_render_is_not_kept(store):
    flight, _ = store.begin(key("/a"))
    store.advance(11, [(10, {"publication:1"})])
    store.finish(key("/a"), flight, page(b"old", "publication:1"))
    assert store.get(key("/a")) is None and flight.page is None


def test_a_change_elsewhere_during_the_render_does_not_matter(store):
    flight, _ = store.begin(key("/a"))
    store.advance(11, [(10, {"publication:2"})])
    store.finish(key("/a"), flight, page(b"a", "publication:1"))
    assert store.get(key("/a")) is not None


def test_a_restart_during_the_render_counts_as_a_change(store):
    flight, _ = store.begin(key("/a"))
    store.restart(10)
    store.finish(key("/a"), flight, page(b"a", "publication:1"))
    assert store.get(key("/a")) is None


def test_more_changes_than_are_remembered_still_refuse_an_old_render(store, monkeypatch):
    monkeypatch.setattr("gongkai.project.page_store.REMEMBERED", 2)
    flight, _ = store.begin(key("/a"))
    store.advance(14, [(10, {"publication:1"}), (11, {"t2"}), (12, {"t3"}), (13, {"t4"})])
    store.finish(key("/a"), flight, page(b"old", "publication:1"))
    assert store.get(key("/a")) is None
    render(store, "/a", page(b"new", "publication:1"))
    assert store.get(key("/a")) is not None


def test_nothing_is_served_when_the_follower_has_not_looked_lately(store):
    render(store, "/a", page(b"a", "latest"))
    store.look(time.monotonic() - FRESH - 0.1)
    assert store.get(key("/a")) is None
    assert store.begin(key("/a")) == (None, None)
    store.look(time.monotonic())
    assert store.get(key("/a")) is not None


def test_a_page_ages_out_at_its_own_time(store):
    render(store, "/a", page(b"a", "latest", until=time.time() - 1))
    render(store, "/b", page(b"b", "latest", until=time.time() + 60))
    assert store.get(key("/a")) is None
    assert store.get(key("/b")) is not None


def test_the_least_recently_used_page_leaves_when_the_bytes_are_full():
    store = PageStore(10 * (OVERHEAD + 1000))
    store.restart(0)
    store.look(time.monotonic())
    for number in range(10):
        render(store, f"/{number}", page(b"x" * 1000, "latest", f"publication:{number}"))
    store.get(key("/0"))
    render(store, "/new", page(b"x" * 1000, "latest"))
    assert store.get(key("/0")) is not None
    assert store.get(key("/1")) is None
    assert store.size <= store.capacity
    store.advance(1, [(0, {"latest"})])
    assert store.size == 0 and not store.pages and not store._keys


def test_a_page_larger_than_a_quarter_of_the_store_is_not_kept():
    store = PageStore(100_000)
    store.restart(0)
    store.look(time.monotonic())
    render(store, "/a", page(b"x" * 60_000, "latest"))
    assert not store.pages


def test_a_second_request_waits_for_the_first_render(store):
    own, _ = store.begin(key("/a"))
    none, other = store.begin(key("/a"))
    assert none is None and other is own
    kept = page(b"a", "latest")
    store.finish(key("/a"), own, kept)
    assert other.done.is_set() and other.page is kept


def test_nobody_waits_for_what_was_not_storable_last_time_but_it_is_tried_again(store):
    render(store, "/a", None)
    first, _ = store.begin(key("/a"))
    second, other = store.begin(key("/a"))
    assert first is not None and second is not None and other is None
    store.finish(key("/a"), first, page(b"a", "latest"))
    assert store.get(key("/a")) is not None
