"""Keeps child processes running, and ends them all together.

Children run in sessions of their own, so that Ctrl-C reaches only the supervisor, which then asks each to
finish, waits, and ends by force what did not. Should the supervisor itself be killed, the kernel tells
the children (Linux), so that none is orphaned.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

PATIENCE = 10.0  # seconds a child has to finish
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 10.0  # seconds before a child that ended is started again
STEADY = 10.0  # seconds after which a child counts as running well
PARENT_DEATH = 1  # prctl(2) PR_SET_PDEATHSIG


@dataclass
class Child:
    """A program that should always run. ``command`` is what to execute, ``environment`` is added to ours."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = 0.0

    def start(self) -> None:
        """Start the program once."""
        parent = os.getpid()
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: die_with(parent),
        )
        self.started = time.monotonic()

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def die_with(parent: int) -> None:
    """In the child: be told to finish when the parent is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules in this same environment."""
    return [sys.executable, "-m", module, *arguments]


def finish(child: Child) -> int:
    """Wait for a program that ends by itself, started here unless it runs already; its exit status."""
    if child.process is None:
        child.start()
    assert child.process is not None
    try:
        return child.process.wait()
    except KeyboardInterrupt:
        stop([child])
        raise


def supervise(
    children: Sequence[Child], say: Callable[[str], None], ready: Callable[[threading.Event], None]
) -> None:
    """Run the children until SIGINT or SIGTERM. ``ready`` is called once, after the first start, with the
    event that says that somebody asked to end."""
    asked = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: asked.set()) for number in numbers}
    try:
        for child in children:
            child.start()
        ready(asked)
        while not asked.wait(0.2):
            for child in children:
                if not child.running():
                    _again(child, say)
    finally:
        stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def stop(children: Sequence[Child]) -> None:
    """Ask every child to finish; after PATIENCE end it, and everything it started, by force."""
    alive = [child.process for child in children if child.process is not None]
    for process in alive:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + PATIENCE
    for process in alive:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
        _kill_group(process.pid)
        process.wait()


def _kill_group(leader: int) -> None:
    """End what is left of a child's session; usually nothing."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _again(child: Child, say: Callable[[str], None]) -> None:
    """Start a child that ended, after a pause that grows while it keeps failing."""
    now = time.monotonic()
    if child.process is not None:
        steady = now - child.started > STEADY
        child.pause = FIRST_PAUSE if steady else min(child.pause * 2, LONGEST_PAUSE)
        _kill_group(child.process.pid)
        say(f"{child.name}已退出（状态 {child.process.returncode}），{child.pause:.1g} 秒后重新启动")
        child.process, child.due = None, now + child.pause
    elif now >= child.due:
        child.start()
