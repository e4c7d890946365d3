"""The thread that keeps one process's page store true: it follows the ledger and drops what changed."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import structlog
from django.db import connections

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.rules import touched

from .page_store import PageStore

POLL = 0.25  # seconds between looks at the ledger
RETRY = 0.5  # seconds after a failed look
STALL = 1.0  # seconds
BATCH = 1000

log = structlog.get_logger(__name__)


class Gap(Exception):
    """The ledger did not continue where it was left."""


class PageFollower(threading.Thread):
    """Polls the ledger over a database connection of its own, and survives the database."""

    def __init__(self, store: PageStore) -> None:
        super().__init__(name="page-follower", daemon=True)
        self.store = store
        self._stop_asked = threading.Event()
        self._moving = (-1, float("-inf"))

    def stop(self) -> None:
        """Ask the thread to end and wait for it."""
        self._stop_asked.set()
        self.join()

    def stalled(self, now: float, cursor: int) -> bool:
        """Whether entries have waited for their index for STALL seconds without any getting one: no worker
        runs, so what they changed cannot be known here, and the database must answer."""
        if cursor != self._moving[0] or not ledger.waiting():
            self._moving = (cursor, now)
        return now - self._moving[1] > STALL

    def run(self) -> None:
        started = False
        while not self._stop_asked.is_set():
            try:
                if not started:
                    self.store.restart(ledger.head())
                    started = True
                began = time.monotonic()
                look(self.store)
                if self.stalled(time.monotonic(), self.store.cursor):
                    self.store.blind()  # never fresh in between: a page served then could be a wrong one
                else:
                    self.store.look(began)
                pause = POLL
            except Exception as error:  # any doubt: empty store, new connection, try again
                log.warning("page_store_blind", error=type(error).__name__)
                self.store.blind()
                connections.close_all()
                started, pause = False, RETRY
            self._stop_asked.wait(pause)
        self.store.blind()
        connections.close_all()


def look(store: PageStore) -> None:
    """Take in everything sequenced so far. Raise Gap when the ledger does not continue at the cursor."""
    while True:
        entries = ledger.follow(store.cursor, BATCH)
        if not entries:
            if ledger.head() < store.cursor:
                raise Gap
            break
        for expected, entry in enumerate(entries, store.cursor):
            if entry.index != expected:
                raise Gap
        store.advance(store.cursor + len(entries), list(changes(entries)))
        if len(entries) < BATCH:
            break


def changes(entries: list[Any]) -> Iterator[tuple[int, set[str]]]:
    """(index, tags whose pages it drops) of each entry that changes a page."""
    for entry in entries:
        tags = touched(entry.kind, ledger.facts(entry))
        if entry.kind.startswith("page."):
            tags = tags | {"pages"}
        if tags:
            yield entry.index, tags
