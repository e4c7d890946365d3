"""What the 12345 hotline and this platform say to each other, message by message (docs/hotline.md). Pure.

Every message of a case has a number, from 1 in each direction. The number, not the time, is the order: what
comes again is recognised, what comes too early waits for what goes before it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import orjson

from gongkai.ground.language.rules.labels import Labelled
from gongkai.ground.notices.rules import WAITS

from .carried import KINDS
from .kinds import Kind
from .writing import MAX_TITLE, Writing, clean, cleaned, problems

MAX_BODY = 256 * 1024  # bytes of a message: ten thousand characters and twenty addresses have sixty thousand
MAX_SEQUENCE = 10_000
MAX_REASON = 2_000  # characters
MAX_ATTACHMENTS, MAX_NAME, MAX_ADDRESS = 20, 200, 500
OLDEST, AHEAD = timedelta(days=366), timedelta(minutes=5)  # of the time a message says it was made
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
MOST_TRIES = 60  # with the last of the waits between them, some twenty days


class Inward(Labelled):
    """What the hotline says."""

    DISPATCH = "dispatch", "派单"
    SUPPLEMENT = "supplement", "补充"
    URGE = "urge", "催办"
    RECALL = "recall", "撤单"


class Outward(Labelled):
    """What the hotline is told."""

    ACCEPTED = "accepted", "受理"
    RETURNED = "returned", "退单"
    REPLIED = "replied", "答复"
    CLOSED = "closed", "办结"


class Taken(Labelled):
    """What became of a message that came: ``kept`` ones changed nothing, because the letter had ended."""

    PARKED = "parked", "等待前一条"
    APPLIED = "applied", "已处理"
    KEPT = "kept", "已留存"


class Sent(Labelled):
    """What became of a message to the hotline: ``forgotten`` ones lost their words with a destroyed
    letter."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已送达"
    GIVEN_UP = "given_up", "已放弃"
    FORGOTTEN = "forgotten", "已销毁"


class BadMessage(ValueError):
    """It cannot be taken; ``problems`` says field by field."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{name}：{text}" for name, text in found.items()))
        self.problems = dict(found)


@dataclass(frozen=True, slots=True)
class Order:
    """What is dispatched. ``due`` is the hotline's last day; attachments are named in the words and never
    fetched."""

    dispatch: str
    kind: Kind
    writing: Writing
    due: date | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the hotline; ``order`` comes with a dispatch, ``words`` with everything else."""

    key: str
    case: str
    sequence: int
    type: Inward
    at: datetime
    order: Order | None = None
    words: str = ""
    due: date | None = None


def canonical(value: Any) -> bytes:
    """The one way of writing a value as JSON: UTF-8, names sorted, nothing between."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def loaded(content: bytes) -> dict[str, Any]:
    """The object of a body. Raises BadMessage."""
    if len(content) > MAX_BODY:
        raise BadMessage({"body": f"一条消息最多 {MAX_BODY // 1024} KB"})
    try:
        value = orjson.loads(content)  # json would exhaust the stack over brackets without end
    except ValueError:
        raise BadMessage({"body": "不是有效的 UTF-8 JSON"}) from None
    if not isinstance(value, dict):
        raise BadMessage({"body": "应当是一个 JSON 对象"})
    return value


def read(known: Mapping[str, Any], now: datetime) -> Message:
    """The message of an object. Raises BadMessage with every field that is wrong."""
    fields = _Fields(known)
    key, case = fields.name("message"), fields.name("case")
    sequence, at = fields.sequence(), fields.instant("at", now)
    kind = fields.text("type", 20)
    if kind not in list(Inward):
        fields.wrong["type"] = f"应当是 {'、'.join(Inward)} 之一"
    body = known.get("body")
    inner = _Fields(body if isinstance(body, Mapping) else {})
    if not isinstance(body, Mapping):
        fields.wrong["body"] = "应当是一个对象"
    order = _order(inner) if kind == Inward.DISPATCH else None
    words = due = None
    if order is None:
        words, due = inner.long("words", MAX_REASON * 4), inner.day("due")
        words = "\n".join(filter(None, (words, *inner.attachments())))
        if not words and kind != Inward.URGE:
            inner.wrong["words"] = "请写明内容"
    wrong = fields.wrong | {f"body.{name}": text for name, text in inner.wrong.items()}
    if wrong:
        raise BadMessage(wrong)
    return Message(key, case, sequence, Inward(kind), at, order, words or "", due)


def wait(tries: int) -> timedelta | None:
    """How long after the so-manieth failed try the next follows: an answer to a citizen is not given up in a
    night. None when it is."""
    return WAITS[min(tries, len(WAITS)) - 1] if tries < MOST_TRIES else None


def _order(inner: "_Fields") -> Order:
    dispatch, kind, due = inner.name("dispatch"), inner.text("kind", 20), inner.day("due")
    known = {str(one): one for one in Kind} | KINDS
    if kind not in known:
        inner.wrong["kind"] = f"应当是 {'、'.join(known)} 之一"
    words = "\n".join((inner.long("words", MAX_BODY), *inner.attachments()))
    writing = cleaned(
        Writing(
            title=inner.text("title", MAX_BODY) or " ".join(clean(words).split())[:40],
            words=words,
            place=inner.text("place", MAX_BODY),
            name=inner.text("name", MAX_BODY),
            telephone=inner.text("telephone", MAX_BODY),
        )
    )
    for name, text in problems(writing, spoken=True).items():
        inner.wrong.setdefault(name, text)
    if len(writing.title) > MAX_TITLE:
        inner.wrong["title"] = f"最多 {MAX_TITLE} 字"
    return Order(dispatch, known.get(kind, Kind.COMPLAINT), writing, due)


class _Fields:
    """Reads the fields of an object and gathers what is wrong with them."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known, self.wrong = known, dict[str, str]()

    def long(self, name: str, limit: int) -> str:
        text = self.known.get(name)
        if text is None:
            return ""
        if not isinstance(text, str):
            self.wrong[name] = "应当是文字"
            return ""
        text = clean(text)
        if len(text) > limit:
            self.wrong[name] = f"最多 {limit:,} 字，现有 {len(text):,} 字"
        return text

    def text(self, name: str, limit: int) -> str:
        return " ".join(self.long(name, limit).split())

    def name(self, name: str) -> str:
        text = self.known.get(name)
        if isinstance(text, str) and NAMED.fullmatch(text):
            return text
        self.wrong[name] = "应当是 1 到 64 个字母、数字、点、横线或下划线，以字母或数字开头"
        return ""

    def sequence(self) -> int:
        number = self.known.get("sequence")
        if type(number) is int and 0 < number <= MAX_SEQUENCE:
            return number
        self.wrong["sequence"] = f"应当是 1 到 {MAX_SEQUENCE} 的整数，每个工单从 1 起连续"
        return 0

    def instant(self, name: str, now: datetime) -> datetime:
        try:
            at = datetime.fromisoformat(self.known.get(name))  # type: ignore[arg-type]
            if at.tzinfo is not None and now - OLDEST <= at <= now + AHEAD:
                return min(at, now)
        except (TypeError, ValueError, OverflowError):
            pass
        self.wrong[name] = "应当是带时区的时间，不早于一年前，不在将来，写作 2026-03-02T09:00:00+08:00"
        return now

    def day(self, name: str) -> date | None:
        text = self.known.get(name)
        if text is None or text == "":
            return None
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError):
            self.wrong[name] = "应当是日期，写作 2026-03-09"
            return None

    def attachments(self) -> list[str]:
        """One line an attachment: what it is called and where it lies, for whoever handles the letter."""
        rows = self.known.get("attachments") or []
        if not isinstance(rows, list) or len(rows) > MAX_ATTACHMENTS:
            self.wrong["attachments"] = f"应当是列表，最多 {MAX_ATTACHMENTS} 项"
            return []
        lines = []
        for row in rows:
            each = _Fields(row if isinstance(row, Mapping) else {})
            title, address = each.text("name", MAX_NAME), each.text("address", MAX_ADDRESS)
            if each.wrong or not title or not WEB.fullmatch(address):
                self.wrong["attachments"] = "每项应当有 name 和 http(s) 的 address"
            lines.append(f"热线附件（未取回）：{title} {address}")
        return lines
