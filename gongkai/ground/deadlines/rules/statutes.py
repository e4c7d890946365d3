"""Statutory numbers as data: one row per version of a rule, in force between two dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

UNITS = ("working_day", "day", "month")


@dataclass(frozen=True, slots=True)
class Statute:
    """One statutory number: `value` in `unit` (working_day, day or month), in force from `effective_from`
    on."""

    id: str
    title: str
    basis: str
    article: str
    value: int
    unit: str
    effective_from: date
    effective_to: date | None
    source: str

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


def on_day(rows: Iterable[Statute], identifier: str, on: date) -> Statute:
    """The version of rule `identifier` in force on a day; KeyError when there is none."""
    for row in rows:
        if row.id == identifier and row.in_force(on):
            return row
    raise KeyError(f"{on} 没有生效的规则 {identifier}")
