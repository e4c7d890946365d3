"""Children are kept running, and none outlives the supervisor."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from gongkai.surface.cli import supervision
from gongkai.surface.cli.supervision import Child, finish, stop, supervise

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as state:
            return state.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_program_that_ends_by_itself_gives_its_status():
    assert finish(Child("x", [sys.executable, "-c", "raise SystemExit(3)"])) == 3


def test_a_child_that_dies_is_started_again_and_all_end_when_asked(monkeypatch):
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 0.01)
    child, said, pids = Child("网页", SLEEP, pause=0.01), [], []

    def act() -> None:
        until(child.running)
        pids.append(child.process.pid)
        os.kill(child.process.pid, signal.SIGKILL)
        until(lambda: child.running() and child.process.pid != pids[0])
        pids.append(child.process.pid)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    actor = threading.Thread(target=act)
    supervise([child], said.append, lambda asked: actor.start())
    actor.join()
    assert len(set(pids)) == 2 and not any(alive(pid) for pid in pids)
    assert len(said) == 1 and "网页" in said[0]
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_child_that_does_not_listen_is_ended_by_force_with_all_it_started(monkeypatch):
    monkeypatch.setattr(supervision, "PATIENCE", 0.2)
    program = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(subprocess.Popen(['sleep', '600']).pid, flush=True)\n"
        "time.sleep(600)"
    )
    child = Child("x", [sys.executable, "-c", program])
    child.process = subprocess.Popen(child.command, start_new_session=True, stdout=subprocess.PIPE, text=True)
    with child.process.stdout as printed:
        grandchild = int(printed.readline())
    stop([child])
    until(lambda: not alive(grandchild))
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_children_of_a_killed_supervisor_end_too():
    program = (
        "from gongkai.surface.cli.supervision import Child, supervise\n"
        f"child = Child('x', {SLEEP!r})\n"
        "supervise([child], print, lambda _: print(child.process.pid, flush=True))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with parent.stdout as printed:
        pid = int(printed.readline())
    parent.kill()
    parent.wait()
    until(lambda: not alive(pid))
