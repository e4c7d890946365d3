"""``gongkai follow``: keep this machine's search index in step with the ledger."""

import argparse

from . import output
from .supervision import Child, python, supervise

HELP = "让本机的检索索引跟上存证（每台提供检索的机器各运行一个）"
EXAMPLE = "gongkai follow"
DATABASE = False


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def children() -> list[Child]:
    """The follower of this machine."""
    return [Child("检索索引", python("gongkai.project.worker", "follow"))]


def run(options: argparse.Namespace) -> int:
    supervise(
        children(),
        output.say,
        lambda _: output.emit(options, {"follow": "started"}, "检索索引跟随已启动（按 Ctrl-C 停止）"),
    )
    return 0
