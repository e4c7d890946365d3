"""What a recurring job is: its name, the period that a moment lies in, the service that it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Job:
    """``slot`` names the period that ``now`` (local time) lies in; ``run`` does the work."""

    name: str
    slot: Callable[[datetime], str]
    run: Callable[[datetime], object]


def daily(now: datetime) -> str:
    return now.date().isoformat()


def minutely(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")
