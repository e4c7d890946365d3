"""The printed form of the annual report (国办公开办函〔2021〕30号): where each heading and number stands.

One layout for the workbook, the page and the paper, so that all three show the same table. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .applicants import Applicant
from .outcomes import ENDINGS, Group
from .tables import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    HANDLED,
    LABELS,
    NEW,
    PROACTIVE,
    RECONSIDERED,
    RESULTS,
    SUED_AFTERWARDS,
    SUED_AT_ONCE,
    TOTAL,
    Cell,
    heading,
)

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TABLE_SECTIONS = {2: SECTIONS[1], 3: SECTIONS[2], 4: SECTIONS[3]}
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ONLY_THIS = "（区分处理的，只计这一情形，不计其他情形）"
BLOCKS = (
    ("第二十条第（一）项", DOCUMENTS),
    ("第二十条第（五）项", ("licences",)),
    ("第二十条第（六）项", ("penalties", "coercive_measures")),
    ("第二十条第（八）项", ("charges",)),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A heading, or with ``cell`` a number, at a row and column (from 0), over so many of each."""

    row: int
    column: int
    rows: int
    columns: int
    text: str = ""
    cell: Cell | None = None

    @property
    def detail(self) -> bool:
        """Whether it is one of the named results in the third column of table three."""
        return self.cell is None and self.column == 2 and self.row > 2


def title(organisation: str, year: int) -> str:
    """What the report is called."""
    return f"{organisation}{year}年政府信息公开工作年度报告"


def table(number: int) -> list[Printed]:
    """Table 2, 3 or 4 as printed, row by row from the left."""
    layout = {2: _two, 3: _three, 4: _four}[number]
    return sorted(layout(), key=lambda one: (one.row, one.column))


def _two() -> Iterator[Printed]:
    at = 0
    for block, rows in BLOCKS:
        yield Printed(at, 0, 1, 4, block)
        yield Printed(at + 1, 0, 1, 1, "信息内容")
        if rows == DOCUMENTS:
            for place, words in enumerate(DOCUMENT_COLUMNS.values(), start=1):
                yield Printed(at + 1, place, 1, 1, words)
        else:
            yield Printed(at + 1, 1, 1, 3, heading(rows[0], PROACTIVE[rows[0]][1][0]))
        at += 2
        for row in rows:
            label, columns = PROACTIVE[row]
            yield Printed(at, 0, 1, 1, label)
            for place, column in enumerate(columns, start=1):
                yield Printed(at, place, 1, 1 if len(columns) > 1 else 3, cell=Cell(2, row, column))
            at += 1


def _three() -> Iterator[Printed]:
    yield Printed(0, 0, 3, 3, NOTE)
    yield Printed(0, 3, 1, len(COLUMNS), "申请人情况")
    bodies = [one for one in Applicant if one is not Applicant.PERSON]
    yield Printed(1, 3, 2, 1, Applicant.PERSON.label)
    yield Printed(1, 4, 1, len(bodies), "法人或其他组织")
    for place, body in enumerate(bodies, start=4):
        yield Printed(2, place, 1, 1, body.label)
    yield Printed(1, 3 + len(COLUMNS) - 1, 2, 1, "总计")
    yield from _line(3, 0, 3, LABELS[NEW], NEW)
    yield from _line(4, 0, 3, LABELS[CARRIED_IN], CARRIED_IN)
    yield Printed(5, 0, len(ENDINGS) + 1, 1, "三、本年度办理结果")
    at = 5
    for group, some in groupby(ENDINGS.items(), key=lambda pair: pair[1].group):
        endings = list(some)
        if group in (Group.GRANTED, Group.PARTIAL):
            words = group.label + (ONLY_THIS if group is Group.PARTIAL else "")
            yield from _line(at, 1, 2, words, endings[0][1].row)
            at += 1
            continue
        yield Printed(at, 1, len(endings), 1, group.label)
        for number, (outcome, ending) in enumerate(endings, start=1):
            yield from _line(at, 2, 1, f"{number}.{outcome.label}", ending.row)
            at += 1
    yield from _line(at, 1, 2, "（七）总计", HANDLED)
    yield from _line(at + 1, 0, 3, LABELS[CARRIED_OUT], CARRIED_OUT)


def _line(at: int, left: int, width: int, words: str, row: str) -> Iterator[Printed]:
    yield Printed(at, left, 1, width, words)
    for place, column in enumerate(COLUMNS, start=3):
        yield Printed(at, place, 1, 1, cell=Cell(3, row, column))


def _four() -> Iterator[Printed]:
    width = len(RESULTS) + 1
    words = (*RESULTS.values(), "总计")
    yield Printed(0, 0, 1, width, "行政复议")
    yield Printed(0, width, 1, 2 * width, "行政诉讼")
    yield Printed(1, width, 1, width, "未经复议直接起诉")
    yield Printed(1, 2 * width, 1, width, "复议后起诉")
    for place, row in enumerate((RECONSIDERED, SUED_AT_ONCE, SUED_AFTERWARDS)):
        top = 1 if row == RECONSIDERED else 2
        for column, (result, label) in enumerate(zip((*RESULTS, TOTAL), words, strict=True)):
            yield Printed(top, place * width + column, 3 - top, 1, label)
            yield Printed(3, place * width + column, 1, 1, cell=Cell(4, row, result))
