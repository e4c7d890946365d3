"""Whatever a file does to its parser, this process gets a result or a refusal in words."""

import os
import threading
import time

import pytest

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.sandbox import MB, Task

from .containers import docx

HERE = "tests.ground.attachments.misbehaving"


@pytest.fixture(autouse=True)
def tasks(monkeypatch):
    for name in ("echo", "number", "refuse", "break_", "recurse", "die", "modules", "environment"):
        monkeypatch.setitem(sandbox.TASKS, name, Task(f"{HERE}.{name}"))
    monkeypatch.setitem(sandbox.TASKS, "eat", Task(f"{HERE}.eat", memory=512 * MB))
    monkeypatch.setitem(sandbox.TASKS, "spin", Task(f"{HERE}.spin", seconds=1))
    monkeypatch.setitem(sandbox.TASKS, "sleep", Task(f"{HERE}.sleep", seconds=1))
    yield
    sandbox.close()


def test_a_result_comes_back_and_the_child_stays_warm():
    assert sandbox.run("echo", {"a": [1, "x", None]}) == {"a": [1, "x", None]}
    first = sandbox.run("number")
    assert first != os.getpid() and sandbox.run("number") == first
    assert sandbox.run("recognise", docx(), "a.docx") is Format.DOCX


def test_a_refusal_comes_back_in_its_own_words():
    with pytest.raises(Refused, match="请换一个文件"):
        sandbox.run("refuse")


def test_an_error_shows_neither_trace_nor_what_the_file_says(capsys):
    with pytest.raises(Refused) as refused:
        sandbox.run("break_")
    assert str(refused.value) == sandbox.UNREADABLE
    assert "4201" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["eat", "recurse", "spin", "die"])
def test_memory_depth_and_processor_time_end(name):
    with pytest.raises(Refused, match="请拆成几个文件"):
        sandbox.run(name)
    assert sandbox.run("echo", 1) == 1


def test_the_clock_on_the_wall_ends_what_only_waits():
    began = time.monotonic()
    with pytest.raises(Refused, match="4 秒内没有读完"):
        sandbox.run("sleep")
    assert time.monotonic() - began < 10


def test_a_child_is_replaced_after_its_jobs_and_when_it_was_killed(monkeypatch):
    monkeypatch.setattr(sandbox, "JOBS", 2)
    numbers = [sandbox.run("number") for _ in range(3)]
    assert numbers[0] == numbers[1] != numbers[2]
    os.kill(numbers[2], 9)
    time.sleep(0.1)
    assert sandbox.run("echo", "again") == "again"


def test_the_child_knows_neither_django_nor_our_secrets(monkeypatch):
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert sandbox.run("modules") == []
    assert "secret" not in str(sandbox.run("environment"))


def test_many_callers_share_few_children():
    found = []
    callers = [threading.Thread(target=lambda: found.append(sandbox.run("number"))) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(found) == 8 and len(set(found)) <= sandbox.AT_ONCE


def test_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT", 0.05)
    places = sandbox.pool().places
    for _ in range(sandbox.AT_ONCE):
        places.acquire()
    try:
        with pytest.raises(Refused, match="稍后再试"):
            sandbox.run("echo", 1)
    finally:
        for _ in range(sandbox.AT_ONCE):
            places.release()
