"""What must add up in an annual report (国办公开办函〔2021〕30号, RULES §2.4), and which cells do not.

Pure. A broken identity names its cells; a report with one is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .applicants import Applicant
from .tables import (
    CARRIED_IN,
    CARRIED_OUT,
    CELLS,
    COLUMNS,
    DISPUTES,
    HANDLED,
    MADE,
    MONEY_CELL,
    NEW,
    OUTCOME_ROWS,
    REPEALED,
    RESULTS,
    ROWS,
    STANDING,
    TOTAL,
    Cell,
)

Number = int | Decimal
Tables = Mapping[Cell, Number]


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity that does not hold, the cells it ties, and what was found, in words."""

    identity: str
    cells: tuple[Cell, ...]
    message: str


def broken(tables: Tables) -> list[Broken]:
    """Identities I1 to I4 and I7 that one report breaks."""
    return [*_numbers(tables), *_columns(tables), *_rows(tables), *_disputes(tables)]


def broken_across(tables: Tables, before: Tables) -> list[Broken]:
    """I5: what last year carried over is what this year took over, column by column."""
    return [
        Broken(
            "I5",
            (Cell(3, CARRIED_IN, column), Cell(3, CARRIED_OUT, column)),
            f"{Cell(3, CARRIED_IN, column).name} {taken}，上年结转下年 {left}，应当相等",
        )
        for column in COLUMNS
        if (taken := tables.get(Cell(3, CARRIED_IN, column), 0))
        != (left := before.get(Cell(3, CARRIED_OUT, column), 0))
    ]


def broken_rollup(whole: Tables, parts: Sequence[Tables]) -> list[Broken]:
    """I6: a government's tables are the sum of its parts'."""
    return [
        Broken("I6", (cell,), f"{cell.name} {whole.get(cell, 0)}，各单位合计 {total}，应当相等")
        for cell in CELLS
        if whole.get(cell, 0) != (total := sum((part.get(cell, 0) for part in parts), start=0))
    ]


def doubtful(tables: Tables, before: Tables) -> list[Broken]:
    """W1: what stands is last year's, plus what was made, less what was repealed; expiry may explain it."""
    found = []
    for row in ("rules", "normative_documents"):
        made, repealed, standing = (tables.get(Cell(2, row, name), 0) for name in (MADE, REPEALED, STANDING))
        expected = before.get(Cell(2, row, STANDING), 0) + made - repealed
        if standing != expected:
            cell = Cell(2, row, STANDING)
            found.append(
                Broken(
                    "W1", (cell,), f"{cell.name} {standing}，按上年推算为 {expected}，请核对是否有到期失效"
                )
            )
    return found


def _numbers(tables: Tables) -> Iterator[Broken]:
    for cell, value in tables.items():
        if value < 0:
            yield Broken("I7", (cell,), f"{cell.name} 为 {value}，不能是负数")
        elif cell != MONEY_CELL and value != int(value):
            yield Broken("I7", (cell,), f"{cell.name} 为 {value}，应当是整数")


def _columns(tables: Tables) -> Iterator[Broken]:
    for column in COLUMNS:
        new, taken, handled, left = (
            tables.get(Cell(3, row, column), 0) for row in (NEW, CARRIED_IN, HANDLED, CARRIED_OUT)
        )
        if new + taken != handled + left:
            cells = tuple(Cell(3, row, column) for row in (NEW, CARRIED_IN, HANDLED, CARRIED_OUT))
            name = "总计" if column == TOTAL else Applicant(column).label
            yield Broken(
                "I1",
                cells,
                f"表三“{name}”列：新收 {new} + 上年结转 {taken} ≠ 办理总计 {handled} + 结转下年 {left}",
            )
        outcomes = sum(tables.get(Cell(3, row, column), 0) for row in OUTCOME_ROWS)
        if outcomes != handled:
            cells = (Cell(3, HANDLED, column), *(Cell(3, row, column) for row in OUTCOME_ROWS))
            name = "总计" if column == TOTAL else Applicant(column).label
            yield Broken("I2", cells, f"表三“{name}”列：21 项办理结果合计 {outcomes}，（七）总计为 {handled}")


def _rows(tables: Tables) -> Iterator[Broken]:
    for row in ROWS:
        total = tables.get(Cell(3, row, TOTAL), 0)
        added = sum(tables.get(Cell(3, row, column), 0) for column in Applicant)
        if added != total:
            cells = tuple(Cell(3, row, column) for column in COLUMNS)
            yield Broken("I3", cells, f"{Cell(3, row, TOTAL).name} 为 {total}，各类申请人合计 {added}")


def _disputes(tables: Tables) -> Iterator[Broken]:
    for row in DISPUTES:
        total = tables.get(Cell(4, row, TOTAL), 0)
        added = sum(tables.get(Cell(4, row, column), 0) for column in RESULTS)
        if added != total:
            cells = tuple(Cell(4, row, column) for column in (*RESULTS, TOTAL))
            yield Broken("I4", cells, f"{Cell(4, row, TOTAL).name} 为 {total}，四种结果合计 {added}")


def added(parts: Iterable[Tables]) -> dict[Cell, Number]:
    """The sum of several bodies' tables, cell by cell."""
    total: dict[Cell, Number] = {}
    for part in parts:
        for cell, value in part.items():
            total[cell] = total.get(cell, 0) + value
    return total
