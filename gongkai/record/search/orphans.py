"""A process that cuts words for another: knows the same names and ends with it.

Imports nothing of Django: it starts in 0.1 s.
"""

import multiprocessing
import os
import threading

from gongkai.ground.language.rules.words import add_terms


def begin(names: list[str]) -> None:
    """In a new process: learn the names that the index is cut with, and watch the parent."""
    end_with_parent()
    add_terms(names)


def end_with_parent() -> None:
    """Leave as soon as the parent is gone, even when it was killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
