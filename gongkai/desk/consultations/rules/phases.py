"""The life of a consultation: its phases, and how far the paper that is being worked on has come.

The paper is the draft until the consultation ends, and its result afterwards. Both take the same way:
written, reviewed, approved, published.
"""

from datetime import date, datetime, timedelta

from gongkai.ground.language.rules.labels import Labelled


class RuleBroken(ValueError):
    """The rules do not allow this step now; the message says why and what to do."""


class Phase(Labelled):
    PREPARING = "preparing", "准备"
    OPEN = "open", "征集中"
    CLOSED = "closed", "已截止"
    ANSWERED = "answered", "结果已公布"
    FINISHED = "finished", "决定已公布"


class Stage(Labelled):
    """How far the paper is: a draft or a result."""

    WRITING = "writing", "起草"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待公布"
    PUBLIC = "public", "已公布"


VISIBLE = frozenset({Phase.OPEN, Phase.CLOSED, Phase.ANSWERED, Phase.FINISHED})


def last_day(opened_on: date, days: int) -> date:
    """The last day to comment: as many whole days as the period has, from the day after publishing."""
    return opened_on + timedelta(days=days)


def phase_at(phase: str, closes_at: datetime | None, now: datetime) -> Phase:
    """The phase at an instant. Time closes a consultation, whether or not the clock's job has run yet."""
    stored = Phase(phase)
    if stored is Phase.OPEN and closes_at is not None and now >= closes_at:
        return Phase.CLOSED
    return stored


def days_left(closes_on: date | None, today: date) -> int:
    """Whole days left after today; 0 on the last day and afterwards."""
    return max(0, (closes_on - today).days) if closes_on else 0


def number(year: int, key: int) -> str:
    """What people call it by: ZJ2026-00012."""
    return f"ZJ{year}-{key:05d}"
