"""Keeps this node's search index in step with the ledger, and builds it anew after a removal by law.

A deleted document's text stays on disk in its segment, and nothing merges one segment on demand. Removals are
rare; so the index is rebuilt beside the serving one, which is followed meanwhile.
"""

import threading

import structlog
from django.db import close_old_connections, connections

from gongkai.record.search import generations
from gongkai.record.search import services as search

POLL = 0.5  # seconds

log = structlog.get_logger(__name__)


def run(stop: threading.Event) -> None:
    """Follow until asked to stop. Holds the index's writer for the life of the process."""
    purging = threading.Thread()
    try:
        while not stop.is_set():
            close_old_connections()
            search.follow(keep=True)
            if generations.purge_due() and not purging.is_alive():
                purging = threading.Thread(target=purge, name="search-purge", daemon=True)
                purging.start()
            stop.wait(POLL)
    finally:
        search.release()
        connections.close_all()


def purge() -> None:
    """Build the index anew without what was removed; tried again at the next look when it fails."""
    try:
        search.rebuild()
    except Exception as error:  # a full disk, another rebuild: the mark stays
        log.error("search_purge_failed", error=type(error).__name__)
    finally:
        connections.close_all()
