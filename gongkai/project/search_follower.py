"""Keeps this node's search index in step with the ledger."""

import threading

from django.db import close_old_connections

from gongkai.record.search import services as search

POLL = 0.5  # seconds


def run(stop: threading.Event) -> None:
    """Follow until asked to stop. Holds the index's writer for the life of the process."""
    try:
        while not stop.is_set():
            close_old_connections()
            search.follow(keep=True)
            stop.wait(POLL)
    finally:
        search.release()
