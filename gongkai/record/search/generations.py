"""Index folders under ``GONGKAI_HOME/search``: which one serves, who may write it, and how far it has read.

``current`` names the serving folder and is replaced atomically, so a rebuilt index takes over between two
searches. Readers look at it and at the folder's ``meta.json`` at most every 200 ms and need no lock.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from . import vocabulary
from .schema import CURSOR, FORMAT, build

LOOK_EVERY = 0.2  # seconds
PURGE = "purge"  # a file in a generation that must be built anew


@dataclass(slots=True)
class Reader:
    """An open state of the index: everything read through it agrees with one commit."""

    folder: Path
    index: tantivy.Index
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    stamp: tuple[str, int, int]
    read_to: int
    looked: float
    counts: dict[Any, Any] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """How many publications the index holds: all its documents but the one with the cursor."""
        return max(0, self.searcher.num_docs - 1)


_open: dict[Path, Reader] = {}


def home() -> Path:
    """The folder of all generations."""
    return Path(settings.HOME) / "search"


def serving() -> Path | None:
    """The folder that answers searches; None before the first and when it has another format than ours."""
    try:
        name = (home() / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return (
        home() / name if name.startswith(f"f{FORMAT}-") and (home() / name / "meta.json").exists() else None
    )


def fresh() -> Path:
    """Make an empty generation beside the others; nobody reads it before ``serve`` names it."""
    home().mkdir(parents=True, exist_ok=True)
    taken = [int(path.name.rsplit("-", 1)[1]) for path in home().glob("f*-*") if path.is_dir()]
    number = max(taken, default=0) + 1
    while True:
        folder = home() / f"f{FORMAT}-{number:06}"
        try:
            folder.mkdir()
            break
        except FileExistsError:
            number += 1
    tantivy.Index(build(), path=str(folder))
    return folder


def serve(folder: Path) -> None:
    """Let ``folder`` answer from now on, and drop the generations before it."""
    draft = home() / f"current.{os.getpid()}"
    with open(draft, "w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home() / "current")
    for other in home().glob("f*-*"):
        if other.is_dir() and other.name.rsplit("-", 1)[1] < folder.name.rsplit("-", 1)[1]:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def locked(name: str) -> Iterator[bool]:
    """Hold the named lock across processes, or yield False when somebody else holds it."""
    home().mkdir(parents=True, exist_ok=True)
    with open(home() / f"{name}.lock", "w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def reader(*, now: bool = False) -> Reader | None:
    """The serving index as of at most 200 ms ago (``now``: as of this moment); None before there is one."""
    root = home()
    held = _open.get(root)
    moment = time.monotonic()
    if held and not now and moment - held.looked < LOOK_EVERY:
        return held
    folder = serving()
    if folder is None:
        _open.pop(root, None)
        return None
    try:
        if held and held.stamp == _stamp(folder):
            held.looked = moment
            return held
        opened = open_reader(folder)
    except (OSError, ValueError):  # the folder was replaced while we opened it
        if (folder := serving()) is None:
            return held
        opened = open_reader(folder)
    _open[root] = opened
    return opened


def open_reader(folder: Path) -> Reader:
    """Open a generation at its latest commit."""
    stamp = _stamp(folder)
    vocabulary.learn(folder)
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    searcher = index.searcher()
    return Reader(
        folder, index, index.schema, searcher, stamp, _read_to(index.schema, searcher), time.monotonic()
    )


def mark_purge(folder: Path) -> None:
    """The index holds the text of what was removed by law until it is built anew: say so beside it."""
    (folder / PURGE).touch()


def purge_due() -> bool:
    """Whether the serving index still holds, deleted but on disk, text that was removed by law."""
    folder = serving()
    return folder is not None and (folder / PURGE).exists()


def _stamp(folder: Path) -> tuple[str, int, int]:
    """Changes with every commit: tantivy replaces ``meta.json`` atomically."""
    state = (folder / "meta.json").stat()
    return folder.name, state.st_mtime_ns, state.st_ino


def _read_to(schema: tantivy.Schema, searcher: tantivy.Searcher) -> int:
    query = tantivy.Query.term_query(schema, "role", CURSOR, "basic")
    hits = searcher.search(query, 1, count=False).hits
    return int(searcher.doc(hits[0][1])["read_to"][0]) if hits else 0
