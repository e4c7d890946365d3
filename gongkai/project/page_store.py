"""The page store's memory: finished pages by key, dropped by tag, capped in bytes, one render at a time.

Pure Python, one store per process. Its rules (ARCHITECTURE, "Page store"):
a page is kept only when nothing that it shows changed since before its render began; nothing is served
unless the follower looked at the ledger within ``FRESH`` seconds; any doubt drops everything.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

FRESH = 1.5  # seconds; with the sequencer's 0.2 s a withdrawn page is gone within 2 s even if a poll hangs
REMEMBERED = 20_000  # tags whose last change is remembered one by one
OVERHEAD = 2048  # bytes charged to each page for headers, key and tags
UNSTORABLE = 4096  # keys remembered as not storable, so that nobody waits for their render

Key = tuple[str, str, str, str]
Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Page:
    """A finished answer in both encodings, with everything the hot path needs ready made.

    ``plain`` and ``packed`` are one-element lists as WSGI returns them; ``until`` is Unix seconds or None.
    """

    status: str
    etag: str
    plain: list[bytes]
    plain_headers: Headers
    packed: list[bytes]
    packed_headers: Headers
    unchanged_headers: Headers
    tags: frozenset[str]
    until: float | None = None

    def size(self) -> int:
        return len(self.plain[0]) + len(self.packed[0]) + OVERHEAD


@dataclass(slots=True, eq=False)
class Flight:
    """A render under way: whoever needs the same page waits for it."""

    cursor: int
    epoch: int
    done: threading.Event = field(default_factory=threading.Event)
    page: Page | None = None


class PageStore:
    """Pages of one process. ``capacity`` in bytes. ``cursor`` is the first ledger index not yet looked at."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self.cursor = -1
        self.fresh_at = float("-inf")
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self._keys: dict[str, set[Key]] = {}
        self._flights: dict[Key, Flight] = {}
        self._unstorable: dict[Key, None] = {}
        self._changed: dict[str, int] = {}
        self._floor = 0
        self._epoch = 0
        self._lock = threading.Lock()

    def get(self, key: Key) -> Page | None:
        """The page, when it may be served now."""
        page = self.pages.get(key)
        if page is None or time.monotonic() - self.fresh_at > FRESH:
            return None
        if page.until is not None and time.time() >= page.until:
            return None
        try:
            self.pages.move_to_end(key)
        except KeyError:  # dropped by the follower this very moment
            return None
        return page

    def begin(self, key: Key) -> tuple[Flight | None, Flight | None]:
        """(own flight, None) for whoever renders; (None, other's flight) for whoever should wait for it;
        (None, None) while the store is blind. Nobody waits for a page that was not storable last time."""
        if time.monotonic() - self.fresh_at > FRESH:
            return None, None
        with self._lock:
            if other := self._flights.get(key):
                return None, other
            own = Flight(self.cursor, self._epoch)
            if key not in self._unstorable:
                self._flights[key] = own
            return own, None

    def finish(self, key: Key, flight: Flight, page: Page | None) -> None:
        """End a render: keep the page unless something on it changed meanwhile, and wake the waiters."""
        with self._lock:
            if self._flights.get(key) is flight:
                del self._flights[key]
            if page is None:
                if len(self._unstorable) >= UNSTORABLE:
                    self._unstorable.clear()
                self._unstorable[key] = None
            else:
                self._unstorable.pop(key, None)
                if self._unchanged_since(flight, page.tags):
                    self._put(key, page)
                    flight.page = page
        flight.done.set()

    def advance(self, cursor: int, changes: Iterable[tuple[int, Iterable[str]]]) -> None:
        """The follower read up to ``cursor``; each change is (index, tags whose pages it drops)."""
        with self._lock:
            for index, tags in changes:
                for tag in tags:
                    self._changed[tag] = index
                    for key in self._keys.pop(tag, ()):
                        self._drop(key)
            if len(self._changed) > REMEMBERED:
                self._changed.clear()
                self._floor = cursor
            self.cursor = cursor

    def look(self, at: float) -> None:
        """Everything sequenced before the monotonic instant ``at`` has been taken in."""
        self.fresh_at = at

    def restart(self, cursor: int) -> None:
        """Doubt: drop everything, keep nothing that is being rendered now, go on from ``cursor``."""
        with self._lock:
            self.pages.clear()
            self._keys.clear()
            self._changed.clear()
            self._unstorable.clear()
            self.size = 0
            self.cursor = cursor
            self._floor = cursor
            self._epoch += 1

    def blind(self) -> None:
        """The ledger cannot be read: serve nothing until it can."""
        self.fresh_at = float("-inf")

    def _unchanged_since(self, flight: Flight, tags: frozenset[str]) -> bool:
        if flight.epoch != self._epoch or flight.cursor < self._floor:
            return False
        return all(self._changed.get(tag, -1) < flight.cursor for tag in tags)

    def _put(self, key: Key, page: Page) -> None:
        if page.size() > self.capacity // 4:
            return
        self._drop(key)
        self.pages[key] = page
        self.size += page.size()
        for tag in page.tags:
            self._keys.setdefault(tag, set()).add(key)
        while self.size > self.capacity:
            self._drop(next(iter(self.pages)))

    def _drop(self, key: Key) -> None:
        page = self.pages.pop(key, None)
        if page is None:
            return
        self.size -= page.size()
        for tag in page.tags:
            if keys := self._keys.get(tag):
                keys.discard(key)
                if not keys:
                    del self._keys[tag]
