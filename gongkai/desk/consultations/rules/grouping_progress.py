"""How far the program is with its suggestions, and when somebody may ask again."""

from datetime import datetime, timedelta

from gongkai.ground.language.rules.labels import Labelled

from .phases import RuleBroken

STALE = timedelta(minutes=10)  # without any progress: no worker runs, or it was killed
TITLE = 40  # characters of the first comment by which a suggested group is called


class Progress(Labelled):
    WAITING = "waiting", "等待开始"
    COMPARING = "comparing", "正在比对"
    WRITING = "writing", "正在归组"
    FINISHED = "finished", "已完成"
    STOPPED = "stopped", "没有办完"


RUNNING = frozenset({Progress.WAITING, Progress.COMPARING, Progress.WRITING})


def must_be_idle(progress: str, moved_at: datetime, now: datetime) -> None:
    """Refuse a second run beside one that still moves."""
    if Progress(progress) in RUNNING and now - moved_at < STALE:
        raise RuleBroken("系统正在归组，完成以后可以再建议一次；现在不必重复点击")


def called(words: str) -> str:
    """What a suggested group is called until a person names it."""
    return " ".join(words.split())[:TITLE]
