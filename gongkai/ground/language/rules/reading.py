"""What one document number is, and the signs it is written with."""

from dataclasses import dataclass

from .folding import FOLDING
from .numerals import NUMERAL, numeral

FIRST_YEAR, LAST_YEAR = 1949, 2100
LARGEST_SERIAL = 99_999
SERIES = 100  # a series of more numbers than this is a slip of the pen: only its ends are cited

OPENING, CLOSING = "([{（［｛【〖﹝﹙〘⟦", ")]}）］｝】〗﹞﹚〙⟧"
_FOLDING = FOLDING | {ord(c): "〔" for c in OPENING} | {ord(c): "〕" for c in CLOSING}

GAP = r" {0,4}"
BREAK = r"[ \r\n]{0,6}"
YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
SERIAL = rf"(?:\d{{1,6}}|[{NUMERAL}]{{1,7}})"
TYPE = "令|公告|通告"
TYPES = ("令", "公告", "通告")

NO_MARK, NO_BRACKETS = "缺“号”字", "缺括号"
NO_CODE, TWO_DIGITS = "缺发文机关代字", "年份只有两位，无法确定"
RANGE_OR_PART = "可能是连续编号，也可能是分号，无法确定"
UNREADABLE, RUN_TOGETHER, OUT_OF_RANGE = "无法识别的文号", "年份与序号分不开", "年份或序号不合规范"


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written (`text` at offset `start`) and as read.

    `canonical` is 国办发〔2019〕4号, 国令第711号 or 公告2021年第3号; `text` where it cannot be read.
    `year` is None for orders; `prefix` is the code or the issuing body with 令 or 公告; `note` says what
    had to be supplied (a missing 号) or why the number cannot be read; "" when there is nothing to say.
    """

    text: str
    start: int
    canonical: str
    prefix: str
    year: int | None
    serial: int | None
    readable: bool
    note: str = ""


def folded(text: str) -> str:
    """`text` with every bracket as 〔〕 and half-width digits; same length."""
    return text.translate(_FOLDING)


def bracketed(text: str, start: int, prefix: str, year: str, serial: str, note: str = "") -> Number:
    """国办发〔2019〕4号"""
    if len(year) == 2:
        return Number(text, start, text, prefix, None, numeral(serial), False, TWO_DIGITS)
    return _read(text, start, prefix, numeral(year), numeral(serial), "{0}〔{1}〕{2}号", note)


def yearly(text: str, start: int, prefix: str, year: str, serial: str, note: str = "") -> Number:
    """国家税务总局公告2021年第3号"""
    return _read(text, start, prefix, numeral(year), numeral(serial), "{0}{1}年第{2}号", note)


def order(text: str, start: int, prefix: str, serial: str, note: str = "") -> Number:
    """国务院令第656号"""
    return _read(text, start, prefix, None, numeral(serial), "{0}第{2}号", note)


def _read(
    text: str, start: int, prefix: str, year: int | None, serial: int | None, form: str, note: str
) -> Number:
    if serial and serial <= LARGEST_SERIAL and (year is None or FIRST_YEAR <= year <= LAST_YEAR):
        return Number(text, start, form.format(prefix, year, serial), prefix, year, serial, True, note)
    return Number(text, start, text, prefix, year, serial, False, OUT_OF_RANGE)
