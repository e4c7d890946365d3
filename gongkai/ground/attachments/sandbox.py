"""Strangers' files are read in warm child processes with limits of memory and time, never in this one.

``run("recognise", data, name)`` calls the function that TASKS names, in a child. A child is started at
the first need, reused, replaced after JOBS jobs or when it dies, and killed when its time is up. Whatever
goes wrong in it comes back as ``Refused``. The children know no Django, no database and no secret of ours.
"""

import atexit
import contextlib
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from .rules import Cleaned, Contents, Format, Refused
from .rules.messages import Answer, NotAMessage, packed, read_answer, write
from .rules.redaction import Redacted

MB = 1024 * 1024
JOBS = 100  # of one child: what a parser leaks is given back
AT_ONCE = max(2, os.cpu_count() or 2)  # children that work at the same time
WAIT = 60.0  # seconds a caller waits for a free child
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "gongkai.ground.attachments.child")
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR")  # of the environment
BUSY = "正在处理的文件太多，请稍后再试"
TOO_LONG = "文件太大或太复杂，{seconds:.0f} 秒内没有读完；请拆成几个文件，或另存为更简单的文件后再上传"
TOO_MUCH = "读取文件用完了允许的内存或时间，没有完成；请拆成几个文件，或另存为更简单的文件后再上传"
UNREADABLE = "文件读不出来，可能已损坏；请用 Office 或 WPS 打开原件，另存为新文件后再上传"

REASON = re.compile(r"memory|[A-Za-z]{1,60} at [\w.]{1,60}:\d{1,6}|child ended with -?\w{1,9}")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A function by its dotted name. ``memory`` in bytes of address space; ``seconds`` of processor time;
    ``gives`` is what it returns: a child that answers anything else has broken down."""

    function: str
    memory: int = 2048 * MB
    seconds: int = 60
    gives: type = object

    @property
    def patience(self) -> float:
        """Seconds on the wall: the machine has other work too."""
        return self.seconds * 2 + 2


# Every task of a class of memory shares its children.
TASKS = {
    "recognise": Task("gongkai.ground.attachments.rules.formats.recognise", seconds=20, gives=Format),
    "to_html": Task("gongkai.ground.attachments.rules.conversion.to_html", gives=str),
    "sheets": Task("gongkai.ground.attachments.rules.sheets.sheets", seconds=20, gives=list),
    "pages": Task("gongkai.ground.attachments.rules.pictures.pages", seconds=20, gives=int),
    "picture": Task("gongkai.ground.attachments.rules.pictures.picture", seconds=20, gives=bytes),
    # Pictures are read by OCR: its engine takes a gigabyte of address space, and a page some seconds.
    "contents": Task("gongkai.ground.attachments.rules.hidden.contents.contents", 4096 * MB, 600, Contents),
    # In the background, over files that were read once when they were taken in.
    "contents_again": Task(
        "gongkai.ground.attachments.rules.hidden.contents.contents", 4096 * MB, 120, Contents
    ),
    "clean": Task("gongkai.ground.attachments.rules.cleaning.clean.cleaned", 4096 * MB, 600, Cleaned),
    # Every page is read by OCR, those that are cut three times.
    "redact": Task("gongkai.ground.attachments.rules.redaction.redact.redacted", 4096 * MB, 3600, Redacted),
}


class Busy(Refused):
    """Other files are being read; the same file may be tried again later."""


class Child:
    """One process and the pipe to it. Used by one thread at a time."""

    def __init__(self, memory: int) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        environment |= {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self.jobs = 0
        self.process = subprocess.Popen(
            [*COMMAND, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
        )

    def ask(self, task: Task, arguments: tuple[Any, ...]) -> Answer | None:
        """What the child answers; None when it died before; ``late`` says that its time was up."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.jobs += 1
        self.late = False
        timer = threading.Timer(task.patience, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            write(self.process.stdin, packed((task.function, task.seconds, *arguments)))
            return read_answer(self.process.stdout)
        except (OSError, EOFError, NotAMessage):
            return None
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self.late = True
        self.process.kill()

    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still to be written to a dead process
                    pipe.close()


class Pool:
    """The idle children of this process, by their memory."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.idle: dict[int, list[Child]] = {}
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(AT_ONCE)

    def take(self, memory: int) -> Child:
        with self.lock:
            waiting = self.idle.get(memory, [])
            while waiting:
                child = waiting.pop()
                if child.alive():
                    return child
                child.end()
        return Child(memory)

    def give_back(self, memory: int, child: Child) -> None:
        if child.jobs >= JOBS or not child.alive():
            child.end()
            return
        with self.lock:
            self.idle.setdefault(memory, []).append(child)

    def close(self) -> None:
        with self.lock:
            for children in self.idle.values():
                while children:
                    children.pop().end()


pools: list[Pool] = []  # one, of this process; a forked process makes its own


def pool() -> Pool:
    """This process's children."""
    if not pools or pools[0].owner != os.getpid():
        pools[:] = [Pool()]
    return pools[0]


def close() -> None:
    """End the idle children of this process; the next ``run`` starts new ones."""
    if pools and pools[0].owner == os.getpid():
        pools[0].close()


atexit.register(close)


def run(name: str, *arguments: Any) -> Any:
    """The result of task ``name``; Refused, with words for whoever gave the file, in every other case."""
    task = TASKS[name]
    own = pool()
    if not own.places.acquire(timeout=WAIT):
        raise Busy(BUSY)
    try:
        answer = _asked(own, task, arguments)
    finally:
        own.places.release()
    if answer.outcome == "done" and isinstance(answer.value, task.gives):
        return answer.value
    if answer.outcome != "refused":
        known = isinstance(answer.value, str) and REASON.fullmatch(answer.value)
        reason = answer.value if known else "unknown"
        log.warning("attachment_task_failed", task=name, reason=reason)
    raise Refused({"refused": str(answer.value), "exhausted": TOO_MUCH}.get(answer.outcome, UNREADABLE))


def _asked(own: Pool, task: Task, arguments: tuple[Any, ...]) -> Answer:
    """A used child may have died of something else since: a fresh one is asked before the file is blamed."""
    while True:
        child = own.take(task.memory)
        used = child.jobs > 0
        answer = child.ask(task, arguments)
        if answer is not None:
            own.give_back(task.memory, child)
            return answer
        late, status = child.late, child.process.poll()
        child.end()
        if late:
            return Answer("refused", TOO_LONG.format(seconds=task.patience))
        if not used:
            return Answer("exhausted", f"child ended with {status}")
