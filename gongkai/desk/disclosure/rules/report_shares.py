"""What a reader of an annual report looks at first: how its requests ended, by the six headings. Pure."""

from dataclasses import dataclass

from .identities import Tables
from .outcomes import ENDINGS, Group
from .tables import TOTAL, Cell


@dataclass(frozen=True, slots=True)
class Share:
    """A heading, how many ended so, and in per cent of all that ended, to one place."""

    group: Group
    number: int
    percent: float

    @property
    def said(self) -> str:
        return f"{self.number:,}（{self.percent:g}%）"


def shares(tables: Tables) -> list[Share]:
    """The six headings in their order; [] when nothing ended. Parts of a heading are added up."""
    numbers = dict.fromkeys(Group, 0)
    for ending in ENDINGS.values():
        numbers[ending.group] += int(tables.get(Cell(3, ending.row, TOTAL), 0))
    whole = sum(numbers.values())
    return [
        Share(group, number, round(100 * number / whole, 1)) for group, number in numbers.items() if whole
    ]
