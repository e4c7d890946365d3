"""The tables of the annual report as they are printed: rows, columns, cells and their names.

国办公开办函〔2021〕30号. A table is a mapping from a cell to a number; a cell that is missing is zero. Pure.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .applicants import Applicant
from .outcomes import ENDINGS, Group

TOTAL = "total"
NEW, CARRIED_IN, HANDLED, CARRIED_OUT = "1", "2", "3.7", "4"
OUTCOME_ROWS = tuple(ending.row for ending in ENDINGS.values())
ROWS = (NEW, CARRIED_IN, *OUTCOME_ROWS, HANDLED, CARRIED_OUT)
COLUMNS = (*Applicant, TOTAL)

RECONSIDERED, SUED_AT_ONCE, SUED_AFTERWARDS = "reconsidered", "sued_at_once", "sued_afterwards"
DISPUTES = {
    RECONSIDERED: "行政复议",
    SUED_AT_ONCE: "行政诉讼 未经复议直接起诉",
    SUED_AFTERWARDS: "行政诉讼 复议后起诉",
}
RESULTS = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}

MADE, REPEALED, STANDING = "made", "repealed", "standing"
PROACTIVE = {
    "rules": ("规章", (MADE, REPEALED, STANDING)),
    "normative_documents": ("行政规范性文件", (MADE, REPEALED, STANDING)),
    "licences": ("行政许可", (MADE,)),
    "penalties": ("行政处罚", (MADE,)),
    "coercive_measures": ("行政强制", (MADE,)),
    "charges": ("行政事业性收费", (MADE,)),
}
DOCUMENTS = ("rules", "normative_documents")
DECIDED, CHARGED = "本年处理决定数量", "本年收费金额（单位：万元）"
DOCUMENT_COLUMNS = {MADE: "本年制发件数", REPEALED: "本年废止件数", STANDING: "现行有效件数"}


def heading(row: str, column: str) -> str:
    """What table two prints above a number."""
    if row in DOCUMENTS:
        return DOCUMENT_COLUMNS[column]
    return CHARGED if row == "charges" else DECIDED


class Cell(NamedTuple):
    """One number of a report: table 2, 3 or 4, its row and its column."""

    table: int
    row: str
    column: str

    @property
    def key(self) -> str:
        """How files and forms call it: 3-3.3.5-company."""
        return f"{self.table}-{self.row}-{self.column}"

    @property
    def name(self) -> str:
        """How the printed form calls it."""
        match self.table:
            case 2:
                return f"表二 {PROACTIVE[self.row][0]} · {heading(self.row, self.column)}"
            case 3:
                column = "总计" if self.column == TOTAL else Applicant(self.column).label
                return f"表三 {LABELS[self.row]} · {column}"
            case _:
                column = "总计" if self.column == TOTAL else RESULTS[self.column]
                return f"表四 {DISPUTES[self.row]} · {column}"


def _labels() -> Iterator[tuple[str, str]]:
    yield NEW, "一、本年新收政府信息公开申请数量"
    yield CARRIED_IN, "二、上年结转政府信息公开申请数量"
    for outcome, ending in ENDINGS.items():
        number = ending.row.split(".")[-1]
        alone = ending.group in (Group.GRANTED, Group.PARTIAL)
        yield ending.row, ending.group.label if alone else f"{ending.group.label} {number}.{outcome.label}"
    yield HANDLED, "三、（七）总计"
    yield CARRIED_OUT, "四、结转下年度继续办理"


LABELS = dict(_labels())
TABLE_THREE = tuple(Cell(3, row, column) for row in ROWS for column in COLUMNS)
TABLE_FOUR = tuple(Cell(4, row, column) for row in DISPUTES for column in (*RESULTS, TOTAL))
TABLE_TWO = tuple(Cell(2, row, column) for row, (_, columns) in PROACTIVE.items() for column in columns)
MONEY_CELL = Cell(2, "charges", MADE)  # in 万元, two decimals
CELLS = (*TABLE_TWO, *TABLE_THREE, *TABLE_FOUR)
BY_KEY = {cell.key: cell for cell in CELLS}
