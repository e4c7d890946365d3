"""How one try to hand a message over ended, and when the next one follows."""

from dataclasses import dataclass
from datetime import timedelta

from . import wait
from .messages import Trouble

NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Without ``trouble`` it was taken; ``final`` is not tried again; ``after`` is what the other asked."""

    trouble: Trouble | None = None
    final: bool = False
    after: timedelta = NONE


TAKEN = Outcome()


def next_wait(tries: int, outcome: Outcome) -> timedelta | None:
    """How long until the next try; None when there is none."""
    usual = wait(tries)
    return None if outcome.final or usual is None else max(usual, outcome.after)
