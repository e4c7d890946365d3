"""From publications to index documents: few in this process, many with the words cut in two others.

Cutting a text into words is most of the work of indexing and holds the interpreter; two processes beside the
one that reads the database and the thread that writes the index keep two cores busy.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import tantivy

from gongkai.record.catalogue.queries.indexing import Indexable

from .orphans import begin
from .rules import terms_of
from .schema import document, source

PROCESSES = 2
MANY = 5_000  # documents: fewer are done before the processes have read the dictionary
PIECE = 100  # documents sent to a process at once
Cutter = Callable[[list[Indexable]], Iterable[tantivy.Document]]


def one_by_one(entries: list[Indexable]) -> Iterable[tantivy.Document]:
    """The index documents of publications, cut in this process."""
    return map(document, entries)


@contextmanager
def cutter(documents: int, names: list[str]) -> Iterator[Cutter]:
    """Yield a function from publications to their index documents, in order, fit for about so many.

    ``names`` are the organisations' that this process has learned already (``vocabulary``).
    """
    if documents < MANY:
        yield one_by_one
        return
    with ProcessPoolExecutor(
        PROCESSES, mp_context=multiprocessing.get_context("spawn"), initializer=begin, initargs=(names,)
    ) as pool:

        def cut(entries: list[Indexable]) -> Iterator[tantivy.Document]:
            pieces = [entries[start : start + PIECE] for start in range(0, len(entries), PIECE)]
            waiting = [pool.submit(terms_of, [source(entry) for entry in piece]) for piece in pieces]
            for piece, future in zip(pieces, waiting, strict=True):
                for entry, found in zip(piece, future.result(), strict=True):
                    yield document(entry, found)

        def carefully(entries: list[Indexable]) -> Iterable[tantivy.Document]:
            try:
                return list(cut(entries))
            except BrokenProcessPool:  # a process was killed, by want of memory perhaps: go on alone
                return one_by_one(entries)

        yield carefully
