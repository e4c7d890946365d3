"""A process that works for another ends with it. Imports nothing of Django: it starts in 0.1 s."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Leave as soon as the parent is gone, even when it was killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
