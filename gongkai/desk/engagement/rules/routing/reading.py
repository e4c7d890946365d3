"""Which letters a file holds: one JSON object a line, with what is needed and nothing that must be there.

A line that is none is reported by its number and left out; the others are used.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.ground.language.rules.decoding import decode

FIELDS = {
    "id": ("id", "number", "letter_no", "编号", "留言编号"),
    "title": ("title", "subject", "标题", "留言主题"),
    "words": ("words", "text", "content", "body", "内容", "留言详情"),
    "category": ("category", "分类", "一级分类", "一级标签"),
    "organisation": ("organisation", "organization", "reply_dept", "办理单位", "答复单位"),
}


@dataclass(frozen=True)
class Letter:
    """A letter as routing sees it; what is not known is ""."""

    id: str
    title: str
    words: str
    category: str = ""
    organisation: str = ""


def read(data: bytes) -> tuple[list[Letter], list[str]]:
    """The letters of a file (JSON lines; UTF-8 or GB 18030), and what is wrong with which line."""
    text, flags = decode(data)
    letters, faults = [], [flag for flag in flags if "GB18030" not in flag]
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            faults.append(f"第 {number} 行不是完整的 JSON，已略过")
            continue
        if not isinstance(row, dict):
            faults.append(f"第 {number} 行不是一条信件（应是一个 JSON 对象），已略过")
            continue
        letter = Letter(**{name: _text(row, keys) for name, keys in FIELDS.items()})
        if not letter.title and not letter.words:
            faults.append(f"第 {number} 行既没有标题（title）也没有内容（text），已略过")
            continue
        letters.append(letter if letter.id else Letter(**{**vars(letter), "id": str(number)}))
    return letters, faults


def digest(letters: Iterable[Letter], examples: Iterable[tuple[str, str]] = ()) -> str:
    """What a model was made from, hex: the same letters in the same order give the same."""
    made = hashlib.sha256()
    for row in (*(tuple(vars(letter).values()) for letter in letters), *examples):
        made.update(json.dumps(row).encode() + b"\n")
    return made.hexdigest()


def _text(row: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these fields that says something, as text; NUL never passes."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).replace("\x00", "").encode("utf-8", "replace").decode().strip()
    return ""
