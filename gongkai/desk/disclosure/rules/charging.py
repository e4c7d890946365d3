"""What was charged in a year, from the fee notices and payments of cases (条例 art. 42; report, section 六).

A fee counts as collected (收取) in the year in which it was paid, whenever its notice was served. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.ground.deadlines.rules.events import Step


@dataclass(frozen=True, slots=True)
class Charge:
    """One fee notice of a case, by its number, in yuan; ``paid_on`` None while it is not paid."""

    case: str
    notified_on: date
    fee: int
    paid_on: date | None = None


def charges(events: Iterable[tuple[str, str, date, int]]) -> list[Charge]:
    """Fee notices with their payments, from (case, step, day, fee) in the order of each case's history."""
    found: list[Charge] = []
    waiting: dict[str, Charge] = {}
    for case, step, on, fee in events:
        if step == Step.FEE_NOTICE:
            if case in waiting:
                found.append(waiting[case])
            waiting[case] = Charge(case, on, fee)
        elif step == Step.PAID and case in waiting:
            told = waiting.pop(case)
            found.append(Charge(case, told.notified_on, told.fee, on))
    return sorted([*found, *waiting.values()], key=lambda one: (one.notified_on, one.case))


def within(some: Iterable[Charge], year: int) -> list[Charge]:
    """Those of which something happened in a year."""
    return [one for one in some if year in (one.notified_on.year, one.paid_on and one.paid_on.year)]


def collected(some: Iterable[Charge], year: int) -> int:
    """What was paid in a year, in yuan."""
    return sum(one.fee for one in some if one.paid_on and one.paid_on.year == year)


def derivation(some: Sequence[Charge], year: int) -> str:
    """How the year's sum came about, in one sentence."""
    told = [one for one in some if one.notified_on.year == year]
    paid = [one for one in some if one.paid_on and one.paid_on.year == year]
    if not told and not paid:
        return f"{year} 年没有发出收费通知，也没有收到缴费：0 元"
    return (
        f"{year} 年发出收费通知 {len(told)} 件、{sum(one.fee for one in told):,} 元；"
        f"当年收到缴费 {len(paid)} 件、{collected(paid, year):,} 元，按缴费日计入"
    )
