"""`gongkai deadline`: the last day of a legal period, with its derivation. Needs no database."""

import argparse
from datetime import date

from gongkai.ground.deadlines.queries import calendar
from gongkai.ground.deadlines.rules.announcements import BadNotice
from gongkai.ground.deadlines.rules.periods import Interval, NoDeadline, due, due_in_days
from gongkai.ground.language.rules.dates import read_date

from .output import emit, say

HELP = "计算法定期限的最后一日，并列出计算过程"
EXAMPLE = "gongkai deadline --received 2026-09-24 --days 20 --json"
DATABASE = False

DONE, WRONG_USE = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--received", metavar="日期", required=True, help="起算日期（收到申请之日），当日不计入"
    )
    parser.add_argument("--days", metavar="天数", required=True, help="工作日数")
    parser.add_argument(
        "--natural", action="store_true", help="按自然日计算，末日为休息日的顺延（民法典第二百零三条）"
    )
    parser.add_argument(
        "--exclude", metavar="起..止", action="append", default=[],
        help="扣除征求意见的时间：发函之日..收到意见之日，可以重复",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """0 with the result; 2 where a date, a number or a file of holidays is wrong."""
    try:
        received, days = _day(options.received), _count(options.days)
        pauses = [_interval(text) for text in getattr(options, "exclude", [])]
        if getattr(options, "natural", False):
            if pauses:
                raise NoDeadline("--natural 与 --exclude 不能同时使用")
            result = due_in_days(received, days, calendar())
        else:
            result = due(received, days, calendar(), pauses)
    except (NoDeadline, BadNotice) as wrong:
        say(f"无法计算：{wrong}")
        return WRONG_USE
    data = {"due": str(result.on), "provisional": result.provisional, "derivation": list(result.derivation)}
    emit(options, data, result.sentence)
    return DONE


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise NoDeadline(f"“{text}”不是正确的日期，应写作 2026-09-24")
    return day


def _count(text: str | int) -> int:
    try:
        return int(text)
    except ValueError:
        raise NoDeadline(f"天数“{text}”不是整数") from None


def _interval(text: str) -> Interval:
    first, separator, last = text.partition("..")
    if not separator:
        raise NoDeadline(f"“{text}”不是时段，应写作 2026-03-05..2026-03-20")
    return _day(first), _day(last)
