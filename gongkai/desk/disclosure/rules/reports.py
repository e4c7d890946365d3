"""An annual report's way (条例 arts. 49, 50): its states, whose numbers it adds up, what refuses it. Pure.

The reporting set is said once, here: a government reports on itself, on every department, street and town
below it that no lower government reports on, and on its lower governments as they report themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.ground.deadlines.rules.periods import Calendar
from gongkai.ground.language.rules.labels import Labelled
from gongkai.ground.orgs.rules import GOVERNMENTS, REPORTING

from .identities import Broken, Number, Tables, added, broken, broken_across, broken_rollup
from .tables import TABLE_FOUR, TABLE_THREE, TABLE_TWO, Cell

MAX_EVIDENCE = 300
FEE = "fee"  # the key of the fee charged among a report's sources and its evidence
NAMED = 5  # broken sums or missing bodies that one message names
BEFORE = (20, 10, 5, 2, 0)  # working days before the last day on which people are reminded: practice


class State(Labelled):
    DRAFTING = "drafting", "编制中"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待公布"
    PUBLISHED = "published", "已公布"


class Source(Labelled):
    """Where a number of table two comes from, and where tables three and four come from."""

    OWN = "own", "平台统计"
    ENTERED = "entered", "填报"
    IMPORTED = "imported", "导入"


class RuleBroken(ValueError):
    """The report does not allow this step; the message says why and what to do."""


class Refused(RuleBroken):
    """Sums that do not hold; ``found`` names their cells."""

    def __init__(self, found: Sequence[Broken]) -> None:
        more = f"；还有 {len(found) - NAMED} 处" if len(found) > NAMED else ""
        super().__init__("勾稽关系不成立：" + "；".join(one.message for one in found[:NAMED]) + more)
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Body:
    """What the reporting set needs of an organisation; ``lineage`` as in Organisation."""

    code: str
    kind: str
    lineage: str
    opened_on: date | None = None
    closed_on: date | None = None


def reports_in(body: Body, year: int) -> bool:
    """Whether a body reports on a year: of a kind that does, and there on its last day."""
    last = date(year, 12, 31)
    there = (body.opened_on is None or body.opened_on <= last) and (
        body.closed_on is None or body.closed_on > last
    )
    return there and body.kind in REPORTING


def parts(government: Body, bodies: Iterable[Body], year: int) -> list[Body]:
    """Whose reports a government's adds up, besides its own numbers; [] for what is no government."""
    if government.kind not in GOVERNMENTS:
        return []
    below = [
        body
        for body in bodies
        if body.lineage.startswith(government.lineage)
        and body.code != government.code
        and reports_in(body, year)
    ]
    lower = [body.lineage for body in below if body.kind in GOVERNMENTS]
    return [
        body
        for body in below
        if not any(body.lineage.startswith(other) and body.lineage != other for other in lower)
    ]


def whole(own: Tables, others: Iterable[Tables]) -> dict[Cell, Number]:
    """The tables of a report from the body's own numbers and its parts'."""
    return added([own, *others])


def wrong(
    tables: Tables, before: Tables | None, own: Tables, others: Sequence[Tables] | None
) -> list[Broken]:
    """Every identity that does not hold; ``before`` None where last year's report is not here, ``others``
    None for a body that adds up nobody's."""
    found = broken(tables)
    if before is not None:
        found += broken_across(tables, before)
    if others is not None:
        found += broken_rollup(tables, [own, *others])
    return found


def own_numbers(counted: Tables, catalogue: Tables, kept: Tables, sources: Mapping[str, str]) -> Tables:
    """A body's own numbers: tables three and four as counted, table two from the catalogue, but what was
    entered or imported stays."""
    fresh: dict[Cell, Number] = {}
    for cell in TABLE_TWO:
        held = sources.get(cell.key, Source.OWN) != Source.OWN
        fresh[cell] = (kept if held else catalogue).get(cell, 0)
    for cell in (*TABLE_THREE, *TABLE_FOUR):
        fresh[cell] = counted.get(cell, 0)
    return fresh


def date_rule(kind: str) -> str:
    """Which statutory day holds for a kind of organisation."""
    return "government_annual_report" if kind in GOVERNMENTS else "annual_report"


def days_left(today: date, due: date, days: Calendar) -> int:
    """Working days after today through the last day; negative after it, by calendar days."""
    return days.working_days(today, due) if today <= due else (due - today).days


def reminds(today: date, due: date, days: Calendar) -> bool:
    """Whether people are reminded on a day: at certain distances on working days, and weekly when late."""
    if today > due:
        return (today - due).days % 7 == 1
    return days.working(today) and days_left(today, due, days) in BEFORE
