"""Which letters and cases are shown as likely the same incident, in which order and in which words. Pure.

From where a likeness is worth showing is practice: it stands in ``practice.toml``. What it takes to be marked
as likely part of a case is measured, like the likeness itself (docs/quality.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LATEST = 16  # newest letters that are looked at for one key
SHOWN = 5  # letters and cases, at most
BELONGS = 0.5  # of ``incidents.joins``: from here on a batch puts a letter into the case


@dataclass(frozen=True, slots=True)
class Sameness:
    """Letters that ended are compared for ``days`` after they came; a likeness from ``perhaps`` on is shown,
    from ``very`` on as a great one."""

    days: int
    perhaps: float
    very: float

    def since(self, today: date) -> date:
        return today - timedelta(days=self.days)

    def word(self, likeness: float) -> str:
        """The likeness as people read it; "" for one that is not shown."""
        if likeness < self.perhaps:
            return ""
        return "很像" if likeness >= self.very else "可能"


def nearest(found: Iterable[tuple[int, float]], practice: Sameness, limit: int) -> list[tuple[int, float]]:
    """The likeliest (number, likeness) that are shown, the likeliest first, the newer first among equals."""
    shown = [one for one in found if practice.word(one[1])]
    return sorted(shown, key=lambda one: (-one[1], -one[0]))[:limit]
