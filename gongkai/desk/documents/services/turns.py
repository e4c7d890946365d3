"""Other writers' turns: SQLite has one write lock, no queue, and waiters that only ask again now and then.

A waiter asks at least every 25 ms during its first 128 ms (sqlite3_busy_timeout). A pause of 26 ms after at
most some 50 to 100 ms of writing therefore meets every waiter in that time, and none is starved. PostgreSQL
needs none.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

PAUSE = 0.026
WRITTEN = 0.04


@dataclass(slots=True)
class Turn:
    """Seconds of writing since others last had a pause, and since when (monotonic) the lock is free."""

    written: float = 0.0
    free_since: float = 0.0

    def leave(self) -> None:
        """Wait until others have had their pause, if it is due."""
        if self.written >= WRITTEN and connection.vendor == "sqlite":
            time.sleep(max(0.0, self.free_since + PAUSE - time.monotonic()))
            self.written = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Around a transaction."""
        began = time.monotonic()
        yield
        self.free_since = time.monotonic()
        self.written += self.free_since - began
