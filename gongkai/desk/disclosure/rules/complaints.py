"""Complaints about disclosure: of an organ to its superior (条例 arts. 47, 51), of a public enterprise to its
competent department (art. 55). Pure.

Art. 51 lets anybody complain to the organ above or to the competent department; art. 55 sends complaints
about public enterprises, which cannot be asked for information, to the department competent for them.
"""

import json
from dataclasses import asdict, dataclass

from gongkai.ground.language.rules.labels import Labelled

from .forms import MAX_LINE, MAX_WORDS, unfit

PREFIX = "TS"


class Kind(Labelled):
    HANDLING = "handling", "政府信息公开工作投诉"
    ENTERPRISE = "enterprise", "公共企事业单位信息公开投诉"


ARTICLES = {Kind.HANDLING: "条例第四十七条、第五十一条", Kind.ENTERPRISE: "条例第五十五条"}


class State(Labelled):
    WAITING = "waiting", "待处理"
    ANSWERED = "answered", "已回复"
    DESTROYED = "destroyed", "已销毁"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains of, and how to reach them if they wish."""

    words: str = ""
    name: str = ""
    contact: str = ""

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def unpack(content: bytes) -> Complaint:
    return Complaint(**json.loads(content))


def problems(complaint: Complaint) -> dict[str, str]:
    """Field to what is wrong with it; {} when it can be sent. Name and contact are free."""
    found: dict[str, str] = {}
    for name, text, limit in (
        ("words", complaint.words, MAX_WORDS),
        ("name", complaint.name, MAX_LINE),
        ("contact", complaint.contact, MAX_LINE),
    ):
        if wrong := unfit(text, limit):
            found[name] = wrong
    if not complaint.words.strip():
        found.setdefault("words", "请写明投诉的事情")
    return found


def number(year: int, key: int) -> str:
    """A complaint's number: TS2026-000012."""
    return f"{PREFIX}{year}-{key:06d}"


def key_of(text: str) -> int | None:
    """The key in a complaint's number; None when it is none."""
    head, _, tail = text.strip().upper().partition("-")
    known = head.startswith(PREFIX) and tail.isascii() and tail.isdecimal() and len(tail) < 12
    return int(tail) if known else None
