"""Readings of batches, in order, from parser processes beside this one; in this process when there is
little to do.

What lies in a record is nobody's friend: a parser process has a limit of memory and, for each batch, of
processor time. A batch whose process was ended is read again one record at a time, and the record that did
it is rejected. A parser process ends by itself when this one is killed.
"""

import multiprocessing
import os
import resource
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from gongkai.record.editorial.rules.checks.subject import Withheld

from ..rules.reading import Reading, Unit, read_all

BATCH = 200
# With BASE this keeps the write lock at some 40 ms, for short records and long ones (measured).
BATCH_WEIGHT = 1_500_000
BASE = 10_000  # what a record costs beside its bytes
PROCESSES = 2
AHEAD = 4
FEW, LIGHT = 500, 300_000  # records, and bytes of them, that are read in this process
MEMORY = 2 << 30  # bytes of address space of a parser process
BATCH_SECONDS, RECORD_SECONDS = 60, 15  # of processor time; a batch of real records takes 0.3
PATIENCE = 5  # records in a row that may end their process before it must be the machine's fault
HEAVY = f"解析这条记录用了超过 {RECORD_SECONDS} 秒或 {MEMORY >> 30} GB 内存，未读入；请检查内容是否异常"

Target = tuple[str, tuple[Withheld, ...]]  # the publisher's code and its negative list


class ParserDied(RuntimeError):
    """Parser processes are ended from outside, again and again."""


def weight(unit: Unit) -> int:
    """Bytes or characters of a record's payload."""
    return len(unit.payload) if isinstance(unit.payload, bytes | str) else 0


def batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Up to 200 units of about 1.5 MB; cut at the same places for the same input on every run."""
    batch: list[Unit] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += BASE + weight(unit)
        if len(batch) == BATCH or size >= BATCH_WEIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def readings(
    units: Iterable[Unit], publisher: str, withheld: tuple[Withheld, ...] = ()
) -> Iterator[list[Reading]]:
    """Batches of readings in the order of the input; ``withheld`` is the publisher's negative list."""
    work = batches(units)
    early = list(islice(work, FEW // BATCH + 1))
    if len(early) <= FEW // BATCH and sum(weight(unit) for batch in early for unit in batch) <= LIGHT:
        yield from (read_all(batch, publisher, withheld) for batch in early)
        return
    yield from beside(chain(early, work), (publisher, withheld))


def beside(work: Iterator[list[Unit]], target: Target) -> Iterator[list[Reading]]:
    waiting: deque[tuple[list[Unit], Future[list[Reading]]]] = deque()
    pool = started(PROCESSES)
    try:
        while True:
            while len(waiting) < AHEAD and (batch := next(work, None)) is not None:
                waiting.append((batch, pool.submit(limited, batch, target, BATCH_SECONDS)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                done = future.result()
            except (BrokenProcessPool, MemoryError):
                pool.shutdown(wait=False, cancel_futures=True)
                done = one_by_one(batch, target)
                pool = started(PROCESSES)
                again = [(other, pool.submit(limited, other, target, BATCH_SECONDS)) for other, _ in waiting]
                waiting = deque(again)
            yield done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def one_by_one(batch: list[Unit], target: Target) -> list[Reading]:
    """Readings of a batch that ended its process: whichever record does so alone is rejected."""
    found: list[Reading] = []
    pool, ended = started(1), 0
    try:
        for unit in batch:
            try:
                found += pool.submit(limited, [unit], target, RECORD_SECONDS).result()
                ended = 0
            except (BrokenProcessPool, MemoryError) as died:
                ended += 1
                if ended > PATIENCE:
                    raise ParserDied(
                        "解析进程一再被系统终止（多半是内存不足）。已完成的批次已保存，释放内存后再次运行即可接着导入"
                    ) from died
                found.append(Reading(unit.file, unit.line, reason=HEAVY))
                pool.shutdown(wait=False, cancel_futures=True)
                pool = started(1)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return found


def limited(batch: list[Unit], target: Target, seconds: int) -> list[Reading]:
    """In a parser process: read a batch; the kernel ends the process after ``seconds`` of processor time."""
    for_seconds(seconds)
    return read_all(batch, *target)


def for_seconds(seconds: int) -> None:
    """In a parser process: let the kernel end it after so many more seconds of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def started(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=confined
    )


def confined() -> None:
    """In a parser process: no more memory than MEMORY, and no life beyond the importing process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
