"""Letters that another system answered or left open, a line of JSON each: what a line holds. Pure.

Two shapes are read: a message board (``user``, instants) and a suggestion box (``reply_dept``, days); form of
the file: docs/letters.md. A name that a line gives is sealed with the letter like any writer's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .kinds import Kind
from .writing import MAX_TITLE, Writing, clean, cleaned, problems

LONGEST = 200_000  # characters of a line: a guard, not law
MAX_REPLY = 20_000  # characters
KINDS = {kind.label: kind for kind in Kind} | {"求助": Kind.ENQUIRY, "举报": Kind.COMPLAINT}
FORMS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y/%m/%d")


class BadLine(ValueError):
    """The line is not a letter; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Carried:
    """``source`` is the letter's name where it came from; ``answered_on`` None while it is open."""

    source: str
    writing: Writing
    kind: Kind
    received_on: date
    category: str = ""
    department: str = ""
    reply: str = ""
    answered_on: date | None = None


def carried(line: str) -> Carried:
    """The letter of a line. Raises BadLine."""
    if len(line) > LONGEST:
        raise BadLine(f"一件最多 {LONGEST:,} 字")
    try:
        known = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("不是有效的 JSON，每行应当是一件来信") from None
    if not isinstance(known, dict):
        raise BadLine("每行应当是一件来信的 JSON 对象")
    source = clean(str(known.get("id") or ""))
    if not 0 < len(source) <= 120:
        raise BadLine("id 应当是原来的编号，最多 120 字")
    writing = _writing(known)
    received, reply = _day(known, "time"), clean(_text(known, "reply"))
    if received is None:
        raise BadLine("time 应当是收到的时间，写作 2026-03-02")
    if len(reply) > MAX_REPLY:
        raise BadLine(f"reply 最多 {MAX_REPLY:,} 字")
    answered = _day(known, "reply_time")
    if reply and answered is None:
        raise BadLine("有 reply 的要写 reply_time")
    if reply and answered and answered < received:
        raise BadLine(f"reply_time {answered} 早于 time {received}")
    kind = KINDS.get(_text(known, "type"), Kind.MAILBOX)
    category = (_text(known, "category") or _text(known, "topic")).split(",")[0][:60]
    return Carried(
        source,
        writing,
        kind,
        received,
        category,
        _text(known, "reply_dept"),
        reply,
        answered if reply else None,
    )


def _writing(known: Mapping[str, Any]) -> Writing:
    words = _text(known, "text")
    title = clean(_text(known, "title")) or clean(words)[:40]
    writing = cleaned(Writing(title=title[:MAX_TITLE], words=words, name=_text(known, "user"), public=True))
    if found := problems(writing, spoken=True):
        raise BadLine("；".join(f"{name}：{text}" for name, text in sorted(found.items())))
    return writing


def _text(known: Mapping[str, Any], name: str) -> str:
    text = known.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise BadLine(f"{name} 应当是文字")
    return text


def _day(known: Mapping[str, Any], name: str) -> date | None:
    text = clean(_text(known, name))
    if not text:
        return None
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day, as its source wrote it
        except ValueError:
            continue
    raise BadLine(f"{name} 不能识别：{text[:30]}，写作 2026-03-02 或 2026-03-02 10:00:00")
