"""The index follows the ledger: reads the entries past its cursor and takes in what they are about.

One writer at a time, across processes. Documents and cursor change in one commit; a process that dies before
it leaves the old state, and the next one reads the same entries again.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries.indexing import indexable

from . import generations, vocabulary
from .cutting import Cutter, cutter, one_by_one
from .schema import CURSOR, marker

HEAP = 128_000_000  # bytes that the writer fills before it writes a segment
REBUILD_HEAP = 384_000_000  # the more, the fewer segments, and each costs every search a little
BATCH = 1_000  # entries read at once
COMMIT, REBUILD_COMMIT = 20_000, 500_000  # documents between two commits of a long catching up
WAIT, PAUSE = 60.0, 0.05  # seconds: for another writer to catch up; between two looks
Progress = Callable[..., None]


class IndexBusy(RuntimeError):
    """Another process writes the index and does not get there in time."""


@dataclass(slots=True)
class Writing:
    """A generation that this process may write."""

    folder: Path
    writer: tantivy.IndexWriter
    lock: ExitStack
    cursor: int
    known: generations.Reader
    cut: Cutter
    pending: set[str] = field(default_factory=set)


_kept: dict[Path, Writing] = {}
_turn = threading.RLock()


def follow(*, keep: bool = False, wait: float = WAIT) -> int:
    """Take in everything sequenced so far; returns how many entries were followed.

    ``keep`` holds the writer for the life of the process, so that segments are merged beside the work: for
    the long-running follower. Where another process holds it, waits until that one has caught up; raises
    IndexBusy when it has not moved for ``wait`` seconds.
    """
    target, until, seen = ledger.head(), time.monotonic() + wait, -1
    while True:
        state = generations.reader(now=True)
        if state and state.read_to >= target:
            return 0
        if state and state.read_to > seen:  # whoever writes gets on: patience begins anew
            until, seen = time.monotonic() + wait, state.read_to
        with _turn, _writing(keep) as writing:
            if writing and (done := _tried(writing)) is not None:
                return done
        if time.monotonic() > until:
            raise IndexBusy("另一个进程正在写检索库且迟迟没有跟上；请查看 gongkai follow 是否卡住，稍后再试")
        time.sleep(PAUSE)


def _tried(writing: Writing) -> int | None:
    """Catch up; None when a rebuild took the generation away meanwhile, so that there is another to write."""
    try:
        return _catch_up(writing)
    except (OSError, ValueError):
        if writing.folder == generations.serving():
            raise
        return None


def rebuild(progress: Progress | None = None) -> int:
    """Build a new index from the ledger while the old one serves, then swap; returns its documents.

    Raises IndexBusy while another rebuild runs.
    """
    with generations.locked("rebuild") as mine:
        if not mine:
            raise IndexBusy("另一个进程正在重建检索库，请等它完成")
        folder = generations.fresh()
        writing = _opened(folder, ExitStack(), REBUILD_HEAP)
        seen: set[str] = set()
        target = ledger.head()
        with cutter(target, vocabulary.names(folder)) as writing.cut:
            while writing.cursor < target:
                _catch_up(writing, until=target, seen=seen, progress=progress)
                target, seen = ledger.head(), set()
        writing.writer.wait_merging_threads()
        with _turn:
            generations.serve(folder)
        state = generations.reader(now=True)
        return state.documents if state else 0


def release() -> None:
    """Let go of kept writers, after their merges: for a process that stops following."""
    with _turn:
        while _kept:
            _close(_kept.popitem()[1])


@contextmanager
def _writing(keep: bool) -> Iterator[Writing | None]:
    """The serving generation with its writer, or None while another process has it."""
    kept = _kept.get(generations.home())
    if kept and kept.folder == generations.serving():
        yield kept
        return
    if kept:
        _close(_kept.pop(generations.home()))
    with ExitStack() as lock:
        if not lock.enter_context(generations.locked("writer")):
            yield None
            return
        folder = generations.serving()
        if folder is None:
            folder = generations.fresh()
            generations.serve(folder)
        writing = _opened(folder, lock)
        if keep:
            writing.lock = lock.pop_all()
            _kept[generations.home()] = writing
            yield writing
        else:
            yield writing
            writing.writer.wait_merging_threads()


def _opened(folder: Path, lock: ExitStack, heap: int = HEAP) -> Writing:
    known = generations.open_reader(folder)
    if not known.documents:
        vocabulary.settle(folder)
    return Writing(folder, known.index.writer(heap, num_threads=1), lock, known.read_to, known, one_by_one)


def _close(writing: Writing) -> None:
    with suppress(ValueError):  # its folder was dropped by a rebuild
        writing.writer.wait_merging_threads()
    writing.lock.close()


def _catch_up(
    writing: Writing,
    *,
    until: int | None = None,
    seen: set[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Follow to the end of the ledger, or to ``until``; ``seen`` were taken in already, as they are now."""
    begun, changed = writing.cursor, False
    if not writing.known.documents:
        vocabulary.settle(writing.folder)
    try:
        while until is None or writing.cursor < until:
            size = BATCH if until is None else min(BATCH, until - writing.cursor)
            entries = ledger.follow(writing.cursor, size)
            if not entries:
                break
            _watch_removals(writing, entries)
            touched = dict.fromkeys(name for entry in entries for name in _about(entry))
            if seen is not None:
                touched = {name: None for name in touched if name not in seen}
                seen.update(touched)
            _take_in(writing, list(touched))
            writing.cursor, changed = writing.cursor + len(entries), True
            if len(writing.pending) >= (COMMIT if until is None else REBUILD_COMMIT):
                _commit(writing)
                changed = False
            if progress:
                progress(writing.cursor, until)
        if changed:
            _commit(writing)
    except BaseException:
        with suppress(ValueError):  # the disk that failed the commit fails this too
            writing.writer.rollback()
        if _kept.get(generations.home()) is writing:  # a writer that failed is not used again
            _kept.pop(generations.home()).lock.close()
        raise
    return writing.cursor - begun


def _watch_removals(writing: Writing, entries: Iterable[Any]) -> None:
    """What was removed by law must leave the disk too: a deleted document stays in its segment."""
    for entry in entries:
        if entry.kind == "publication.removed" and _held(writing, entry.subject):
            generations.mark_purge(writing.folder)


def _held(writing: Writing, identifier: str) -> bool:
    return identifier in writing.pending or bool(writing.known.searcher.doc_freq("identifier", identifier))


def _about(entry) -> list[str]:  # type: ignore[no-untyped-def]
    """The publications whose index document an entry may change."""
    if not entry.kind.startswith("publication."):
        return []
    facts = ledger.facts(entry)
    return [facts.get("identifier", entry.subject), *facts.get("related", ())]


def _take_in(writing: Writing, identifiers: list[str]) -> None:
    for name in identifiers:
        if _held(writing, name):
            writing.writer.delete_documents_by_term("identifier", name)
    writing.pending.update(identifiers)
    for start in range(0, len(identifiers), BATCH):
        for entry in writing.cut(indexable(identifiers[start : start + BATCH])):
            writing.writer.add_document(entry)


def _commit(writing: Writing) -> None:
    writing.writer.delete_documents_by_term("role", CURSOR)
    writing.writer.add_document(marker(writing.cursor))
    writing.writer.commit()
    writing.known = generations.open_reader(writing.folder)
    writing.pending.clear()
