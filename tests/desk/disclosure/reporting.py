"""Years of requests and disputes, and workbooks of other hands, for the tests of the annual report."""

import io
import random
from datetime import date, timedelta

from openpyxl import Workbook, load_workbook

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.counting import Counted, Disputed, table_four, table_three
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.tables import CELLS, DISPUTES, TABLE_TWO

YEAR = 2025


def cases(rng: random.Random, count: int, year: int = YEAR):
    """Requests of two years, some left open, so that something is carried in and out."""
    first = date(year - 1, 7, 1)
    for _ in range(count):
        received = first + timedelta(rng.randrange(540))
        ended = received + timedelta(rng.randrange(5, 60))
        done = ended <= date(year + 1, 3, 1)
        yield Counted(
            rng.choice(list(Applicant)), received, ended if done else None,
            rng.choice(list(Outcome)) if done else None,
        )  # fmt: skip


def suits(rng: random.Random, count: int, year: int = YEAR):
    for _ in range(count):
        filed = date(year, 1, 1) + timedelta(rng.randrange(365))
        ended = filed + timedelta(90)
        yield Disputed(rng.choice(list(DISPUTES)), filed, ended, rng.choice(["upheld", "corrected", "other"]))


def tables(seed: int = 1, requests: int = 400, year: int = YEAR):
    """Consistent tables of a year: every cell."""
    rng = random.Random(seed)
    some = list(cases(rng, requests, year))
    two = {cell: rng.randrange(500) for cell in TABLE_TWO}
    return two | table_three(some, year) | table_four(suits(rng, requests // 10, year), year)


def changed(content: bytes, sheet: str, address: str, value) -> bytes:
    """The workbook with one cell written over."""
    book = load_workbook(io.BytesIO(content))
    book[sheet][address] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def elsewhere(numbers) -> bytes:
    """The same numbers as an office that is not on the platform might write them: one sheet, total first,
    other names, full-width digits, blanks for zero, an empty line between."""
    book = Workbook()
    sheet = book.active
    sheet.title = "年报数据"
    full = str.maketrans("0123456789", "０１２３４５６７８９")

    def shown(cell):
        value = numbers.get(cell, 0)
        return None if not value else f"{value}件".translate(full) if value % 2 else value

    by = {cell: shown(cell) for cell in CELLS}
    two = {(cell.row, cell.column): text for cell, text in by.items() if cell.table == 2}
    sheet.append(["信息内容", "现行有效件数", "本年制发件数", "本年废止件数"])
    for row, label in (("rules", "规章"), ("normative_documents", "规范性文件")):
        sheet.append([label, *(two[row, column] for column in ("standing", "made", "repealed"))])
    sheet.append(["信息内容", "本年处理决定数量"])
    for row, label in (
        ("licences", "行政许可"),
        ("penalties", "行政处罚"),
        ("coercive_measures", "行政强制"),
    ):
        sheet.append([label, two[row, "made"]])
    sheet.append(["信息内容", "本年收费金额（单位：万元）"])
    sheet.append(["行政事业性收费", two["charges", "made"]])
    sheet.append([])
    _requests(sheet, by)
    sheet.append([])
    sheet.append(["", "结果纠正", "结果维持", "其他结果", "尚未审结", "合计"])
    for row, label in (
        ("reconsidered", "行政复议"),
        ("sued_at_once", "行政诉讼（未经复议直接起诉）"),
        ("sued_afterwards", "行政诉讼（复议后起诉）"),
    ):
        columns = ("corrected", "upheld", "other", "pending", "total")
        sheet.append([label, *(by[CELL(4, row, column)] for column in columns)])
    return saved(book)


CELL = type(CELLS[0])
OTHER_NAMES = {
    "1": "一、本年新收政府信息公开申请数量（件）", "2": "二、上年结转的政府信息公开申请数量",
    "3.2": "（二）部分公开", "3.3.3": "3、危及三安全一稳定", "3.6.1": "1.申请人无正当理由逾期不补正",
    "3.6.2": "2.申请人逾期未按收费通知要求缴纳费用", "3.6.3": "3.其它", "3.7": "（七）合计",
    "4": "四、结转下年度继续办理数量",
}  # fmt: skip


def _requests(sheet, by):
    order = ("total", "person", "other", "law_firm", "company", "research", "charity")
    names = {"total": "合计", "person": "自然人", "other": "其它", "law_firm": "法律服务机构",
             "company": "商业企业", "research": "科研机构", "charity": "公益组织"}  # fmt: skip
    sheet.append(["", "", *(names[column] for column in order)])
    for cell in (cell for cell in CELLS if cell.table == 3 and cell.column == "total"):
        words = OTHER_NAMES.get(cell.row, cell.name.split(" · ")[0].removeprefix("表三 "))
        group, _, leaf = words.partition(" ")
        label = [group, leaf] if leaf else ["", words]
        sheet.append([*label, *(by[CELL(3, cell.row, column)] for column in order)])


def handing_over(year: int):
    """The tables of the year before and of a year over the same requests: one hands over to the other."""
    rng = random.Random(11)
    some = list(cases(rng, 300, year))
    return [
        table_three(some, one) | table_four(suits(random.Random(one), 20, one), one)
        for one in (year - 1, year)
    ]
