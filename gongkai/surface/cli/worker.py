"""``gongkai worker``: the processes that sequence the ledger, keep the clock and run queued tasks."""

import argparse

from . import output
from .supervision import Child, python, supervise

HELP = "启动后台工作：给存证编号、按时执行定时任务、处理队列（自动重启）"
EXAMPLE = "gongkai worker"
DATABASE = False


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def children() -> list[Child]:
    """The worker's children; none of them serves pages."""
    return [
        Child("存证与定时", python("gongkai.project.worker", "clock")),
        Child("任务队列", python("gongkai.project.worker", "tasks")),
    ]


def run(options: argparse.Namespace) -> int:
    supervise(
        children(),
        output.say,
        lambda _: output.emit(options, {"worker": "started"}, "后台工作已启动（按 Ctrl-C 停止）"),
    )
    return 0
