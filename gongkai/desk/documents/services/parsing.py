"""Readings of batches, in order, from parser processes beside this one; in this process when there is
little to do.

A parser process ends by itself when this one is killed. One that dies is replaced once; the batch is tried
again.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from ..rules.reading import Reading, Unit, read_all

BATCH = 200
# With BASE this keeps the write lock at some 40 ms, for short records and long ones (measured).
BATCH_WEIGHT = 1_500_000
BASE = 10_000  # what a record costs beside its bytes
PROCESSES = 2
AHEAD = 4
FEW = 500


class ParserDied(RuntimeError):
    """A parser process was ended from outside, twice."""


def batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Up to 200 units of about 1.5 MB; cut at the same places for the same input on every run."""
    batch: list[Unit] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += BASE + (len(unit.payload) if isinstance(unit.payload, bytes | str) else 0)
        if len(batch) == BATCH or size >= BATCH_WEIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def readings(units: Iterable[Unit], publisher: str) -> Iterator[list[Reading]]:
    """Batches of readings in the order of the input."""
    work = batches(units)
    early = list(islice(work, FEW // BATCH + 1))
    if len(early) <= FEW // BATCH:
        yield from (read_all(batch, publisher) for batch in early)
        return
    yield from beside(chain(early, work), publisher)


def beside(work: Iterator[list[Unit]], publisher: str) -> Iterator[list[Reading]]:
    waiting: deque[tuple[list[Unit], Future[list[Reading]]]] = deque()
    pool = started()
    again = True
    try:
        while True:
            while len(waiting) < AHEAD and (batch := next(work, None)) is not None:
                waiting.append((batch, pool.submit(read_all, batch, publisher)))
            if not waiting:
                return
            try:
                done = waiting[0][1].result()
            except BrokenProcessPool as died:
                if not again:
                    raise ParserDied(
                        "解析进程两次被系统终止（多半是内存不足）。已完成的批次已保存，释放内存后再次运行即可接着导入"
                    ) from died
                again = False
                pool.shutdown(wait=False, cancel_futures=True)
                pool = started()
                waiting = deque((batch, pool.submit(read_all, batch, publisher)) for batch, _ in waiting)
                continue
            waiting.popleft()
            yield done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def started() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        PROCESSES, mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent
    )


def end_with_parent() -> None:
    """In a parser process: leave as soon as the importing process is gone."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
