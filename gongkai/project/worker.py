"""The worker's children, started by name: ``python -m gongkai.project.worker clock|tasks|follow``.

``clock`` sequences the ledger and runs the recurring jobs, ``tasks`` runs queued tasks, ``follow`` keeps
this node's search index. Each ends on trouble and is started again by whoever supervises it
(``gongkai worker``, ``gongkai follow``, ``gongkai up``). Django must be set up before any module with models
is imported, so each is imported by name.
"""

import os
import signal
import sys
import threading
from importlib import import_module

import django

CHILDREN = {"clock": "clock", "tasks": "task_runner", "follow": "search_follower"}


def main(child: str) -> int:
    """Run one child until SIGTERM or SIGINT."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    django.setup()
    import_module(f"gongkai.project.{CHILDREN[child]}").run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
