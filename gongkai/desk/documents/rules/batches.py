"""Batches: many things done in one go, each with its own result, and which of them people look at afterwards.

Pure: no Django, no clock, no I/O.
"""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.ground.language.rules.labels import Labelled

PIECE = 50  # drafts in one transaction: keeps the write lock for some 50 ms (measured; 150 take 130 ms)
SLOW_PIECE = 10  # of what is done one by one inside the transaction
MAX_ITEMS = 20_000  # of one batch: practice
MAX_TITLE, MAX_TROUBLE = 200, 500


class RuleBroken(ValueError):
    """The batch does not allow this; the message says why and what to do."""


class Action(Labelled):
    PUBLISH = "publish", "发布"
    REPUBLISH = "republish", "更新"
    WITHDRAW = "withdraw", "撤回"


class Subject(Labelled):
    """What an item is about: a draft it carries, a manuscript by its number, a publication by its index."""

    DRAFT = "draft", "草稿"
    MANUSCRIPT = "manuscript", "稿件"
    PUBLICATION = "publication", "公开信息"


class State(Labelled):
    WAITING = "waiting", "等待"
    DONE = "done", "完成"
    FAILED = "failed", "未完成"


class Progress(Labelled):
    OPENING = "opening", "受理中"
    RUNNING = "running", "办理中"
    STOPPED = "stopped", "已停止"
    FINISHED = "finished", "已办完"


FITTING = {
    Action.PUBLISH: {Subject.DRAFT, Subject.MANUSCRIPT},
    Action.REPUBLISH: {Subject.PUBLICATION},
    Action.WITHDRAW: {Subject.PUBLICATION},
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. ``label`` names it to a person; ``payload`` is a packed draft, or the JSON of what a
    withdrawal needs (``reason``, ``ending``, ``successor``)."""

    kind: Subject
    subject: str
    label: str
    payload: str = ""


def check(action: Action, items: Iterable[Item]) -> list[Item]:
    """The items as a list; raises RuleBroken where they do not fit, come twice, or are too many or none."""
    listed = list(items)
    if not 0 < len(listed) <= MAX_ITEMS:
        raise RuleBroken(f"一批须有 1 至 {MAX_ITEMS} 条，现有 {len(listed)} 条，请分批")
    if wrong := {item.kind for item in listed} - FITTING[action]:
        raise RuleBroken(f"“{action.label}”不能用于{'、'.join(sorted(one.label for one in wrong))}")
    if len({(item.kind, item.subject) for item in listed}) < len(listed):
        raise RuleBroken("同一批中有重复的条目，请去掉重复后再办")
    return listed


def sample(seed: str, identifiers: Iterable[str], rate: int) -> set[str]:
    """Which of the identifiers people look at afterwards: ``rate`` per cent, rounded up.

    Those with the smallest SHA-256 of ``seed:identifier``: the seed is recorded before the identifiers are
    known, so nobody chooses, and anybody can repeat the choice.
    """
    ranked = sorted(identifiers, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    return set(ranked[: math.ceil(len(ranked) * rate / 100)])
