"""The confined process: reads jobs from its standard input, one after the other, until that ends.

``python -m gongkai.ground.attachments.child MEMORY``. Limits are set before the first job; a job's seconds of
processor time are counted from its start. No Django here. What a parser prints goes nowhere.
"""

import importlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .confinement import confine
from .rules import Refused
from .rules.messages import packed, read, unpacked, write

LONGEST = 3  # times a job's seconds, and GRACE, on the wall: for a process whose parent has gone
GRACE = 5


def confined(memory: int) -> None:
    """No more address space than ``memory``, no file written, and what the kernel forbids beside."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    confine()


def limited(seconds: int) -> None:
    """The kernel ends this process after so many more seconds of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.alarm(seconds * LONGEST + GRACE)


def function(dotted: str) -> Callable[..., Any]:
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)  # type: ignore[no-any-return]


def answered(body: bytes) -> bytes:
    """Do one job. An error is answered by its type and place: its words could hold what the file says."""
    dotted, seconds, *arguments = unpacked(body)
    limited(seconds)
    try:
        return packed(("done", function(dotted)(*arguments)))
    except Refused as refused:
        answer = ("refused", str(refused))
    except MemoryError:
        answer = ("exhausted", "memory")
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = "exhausted" if isinstance(error, RecursionError) else "failed"
        answer = (kind, f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}")
    return packed(answer)


def main() -> None:
    confined(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, whose end ends this
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            body = read(sys.stdin.buffer)
        except EOFError:
            return
        write(answers, answered(body))
        signal.alarm(0)


if __name__ == "__main__":
    main()
