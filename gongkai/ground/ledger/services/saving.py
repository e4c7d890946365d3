"""Keeps the latest checkpoint in a file outside the database (see ``queries.saved``)."""

import fcntl
import os
from pathlib import Path

from .. import queries
from ..queries import keys, saved
from ..rules import LedgerBroken
from ..rules.notes import NoteRefused


def keep(note: str) -> None:
    """Replace the saved checkpoint by ``note`` in one step; one the tree does not continue is kept aside."""
    with open(keys.folder() / "lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        new = keys.current().open(note)
        path = saved.latest()
        if path.exists():
            try:
                old = keys.current().open(saved.text(path))
            except NoteRefused:
                _aside(path, "unreadable")
            else:
                if new.size <= old.size <= queries.head():
                    return  # another sequencer was quicker
                if not _continued(old.size, old.root):
                    _aside(path, str(old.size))
        draft = path.with_suffix(".new")
        with open(draft, "w", encoding="utf-8") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)


def _continued(size: int, root: bytes) -> bool:
    """Whether the present tree begins with the saved one."""
    try:
        return size <= queries.head() and queries.root(size) == root
    except LedgerBroken:
        return False


def _aside(path: Path, why: str) -> None:
    os.replace(path, path.with_name(f"{saved.NAME}.{why}"))
