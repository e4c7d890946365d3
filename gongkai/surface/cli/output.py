"""What a command prints: text for people, JSON for programs, progress only where somebody watches.

Results go to standard output, everything else to standard error, so that ``--json`` can be piped.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

Advance = Callable[..., None]


def emit(options: argparse.Namespace, data: dict[str, Any], text: str) -> None:
    """Print ``data`` as one line of JSON under ``--json``, otherwise ``text``."""
    print(json.dumps(data, ensure_ascii=False, default=str) if options.json else text, flush=True)


def say(text: str) -> None:
    """A line for the operator, outside the result."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Advance]:
    """Yield ``advance(done, total=None)``: absolute counts on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task(label, total=total)

        def advance(done: int, total: int | None = None) -> None:
            if total is None:
                display.update(task, completed=done)
            else:
                display.update(task, completed=done, total=total)

        yield advance
