"""How a year's requests and disputes become tables three and four (条例 art. 50; RULES §2). Pure.

A request is new in the year of its first day of receipt, whatever was corrected later; it is handled in the
year of its reply's service; what is not handled by 31 December is carried over. So every table keeps its
identities.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .applicants import Applicant
from .outcomes import ENDINGS, Outcome
from .tables import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TABLE_FOUR, TABLE_THREE, TOTAL, Cell


@dataclass(frozen=True, slots=True)
class Counted:
    """What counting needs of one request."""

    applicant: Applicant
    received_on: date
    ended_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Disputed:
    """What counting needs of one reconsideration or suit: a row of table four, its days and its result."""

    row: str
    filed_on: date
    concluded_on: date | None = None
    result: str = ""


def table_three(requests: Iterable[Counted], year: int) -> dict[Cell, int]:
    """Table three of a year: every cell, zeros too."""
    table = dict.fromkeys(TABLE_THREE, 0)
    first, last = date(year, 1, 1), date(year, 12, 31)
    for request in requests:
        ended = request.ended_on
        if request.received_on > last or (ended and ended < first):
            continue
        rows = [NEW if request.received_on >= first else CARRIED_IN]
        if ended and ended <= last:
            if request.outcome is None:
                raise ValueError("办结的申请没有办理结果")
            rows += [ENDINGS[request.outcome].row, HANDLED]
        else:
            rows.append(CARRIED_OUT)
        for row in rows:
            table[Cell(3, row, request.applicant)] += 1
            table[Cell(3, row, TOTAL)] += 1
    return table


def table_four(disputes: Iterable[Disputed], year: int) -> dict[Cell, int]:
    """Table four of a year: what was concluded in it by its result, and what is pending at its end."""
    table = dict.fromkeys(TABLE_FOUR, 0)
    first, last = date(year, 1, 1), date(year, 12, 31)
    for dispute in disputes:
        concluded = dispute.concluded_on
        if dispute.filed_on > last or (concluded and concluded < first):
            continue
        column = dispute.result if concluded and concluded <= last else "pending"
        table[Cell(4, dispute.row, column)] += 1
        table[Cell(4, dispute.row, TOTAL)] += 1
    return table
