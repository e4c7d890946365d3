"""Cases of an organisation that joins the platform, as a file tells them: the application, and what happened
until now. Pure; form of the file: docs/requests.md.

One case a line of JSON. What is carried over has not ended; what ended earlier in the year may come too, with
its outcome, so that the year's tables are whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.ground.deadlines.rules.events import Channel, Event, Step, read
from gongkai.ground.deadlines.rules.periods import NoDeadline

from .forms import NAMES, Application, problems
from .outcomes import ENDINGS, Outcome

LONGEST = 100_000  # characters of a line: a guard, not law
FIELDS = frozenset({"number", "channel", "submitted_at", "subject", "application", "history", "outcome"})
ENDS = frozenset(ending.step for ending in ENDINGS.values())


class BadLine(ValueError):
    """The line is not a case; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Carried:
    """``number`` is the one that the case had; ``outcome`` None while it is open."""

    number: str
    channel: Channel
    submitted_at: datetime
    subject: str
    application: Application
    history: tuple[Event, ...]
    outcome: Outcome | None = None


def carried(line: str) -> Carried:
    """The case of a line. Raises BadLine."""
    if len(line) > LONGEST:
        raise BadLine(f"一件最多 {LONGEST:,} 字")
    try:
        known = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("不是有效的 JSON，每行应当是一件申请") from None
    if not isinstance(known, dict) or not FIELDS - {"outcome"} <= known.keys() <= FIELDS:
        raise BadLine("要写 number、channel、submitted_at、subject、application、history，办结的加 outcome")
    number = known["number"]
    if not isinstance(number, str) or not 0 < len(number.strip()) <= 80:
        raise BadLine("number 应当是原来的编号，最多 80 字")
    try:
        history = tuple(read(known["history"]))
    except NoDeadline as broken:
        raise BadLine(f"history {broken}") from None
    return Carried(
        number.strip(),
        _channel(known["channel"]),
        _time(known["submitted_at"]),
        str(known["subject"]),
        _application(known["application"]),
        history,
        _outcome(known.get("outcome"), history[-1].step),
    )


def _channel(text: Any) -> Channel:
    try:
        return Channel(text)
    except ValueError:
        raise BadLine(f"channel 可以是 {'、'.join(Channel)}") from None


def _time(text: Any) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadLine("submitted_at 写作 2025-12-20T10:00") from None
    if found.tzinfo is not None:
        raise BadLine("submitted_at 用北京时间，不写时区")
    return found


def _application(known: Any) -> Application:
    if not isinstance(known, Mapping) or not known.keys() <= NAMES:
        raise BadLine(f"application 的字段可以是 {'、'.join(sorted(NAMES))}")
    if not all(isinstance(text, str) for text in known.values()):
        raise BadLine("application 的每一项都应当是文字")
    application = Application(**known)
    if found := problems(application, oral=True):
        raise BadLine("；".join(f"{name}：{text}" for name, text in sorted(found.items())))
    return application


def _outcome(text: Any, last: Step) -> Outcome | None:
    if last not in ENDS:
        if text:
            raise BadLine("没有办结的不写 outcome")
        return None
    try:
        outcome = Outcome(text)
    except ValueError:
        raise BadLine(f"办结的要写 outcome：{'、'.join(Outcome)}") from None
    if ENDINGS[outcome].step is not last:
        raise BadLine(f"“{outcome.label}”不是以 {last} 办结的")
    return outcome
