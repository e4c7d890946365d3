"""Words of letters that only staff read: what was filled in, how many days are left."""

from datetime import date
from typing import Any

from gongkai.desk.engagement.queries import derivations
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.writing import Writing

from .days_left import in_words

FIELDS = {
    "title": "标题",
    "words": "内容",
    "place": "地点",
    "name": "姓名",
    "telephone": "电话",
    "email": "电子邮箱",
    "address": "通信地址",
}


def told(writing: Writing) -> list[tuple[str, str]]:
    """Label and words of everything that was written."""
    return [(label, text) for name, label in FIELDS.items() if (text := getattr(writing, name))]


def happened(step: str) -> str:
    return Step(step).label


def remaining(letter: Any, today: date) -> tuple[str, str]:
    """How an open letter stands with its last day, and the class that colours it."""
    if letter.ended_on is not None:
        return "", ""
    return in_words(letter.until, derivations.left(letter.until, today), today)
