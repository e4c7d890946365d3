"""`gongkai deadline`: the last day of a legal period or of a disclosure request. Needs no database."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.ground.deadlines.queries import calendar, request_limits
from gongkai.ground.deadlines.rules.announcements import BadNotice
from gongkai.ground.deadlines.rules.clock import LABELS, Clock
from gongkai.ground.deadlines.rules.clock import run as run_clock
from gongkai.ground.deadlines.rules.consultations import pauses
from gongkai.ground.deadlines.rules.events import Channel, Event, Illegal, Step, read, received_on
from gongkai.ground.deadlines.rules.periods import Due, Interval, NoDeadline, daily, due, due_in_days
from gongkai.ground.language.rules.dates import read_date

from .output import emit, say

HELP = "计算法定期限的最后一日，并列出计算过程；不写 --days 时按一件依申请公开的经过计算"
EXAMPLE = (
    "gongkai deadline --received 2026-03-02 --consulted 2026-03-05:2026-03-20 --extended 5 --json\n"
    "gongkai deadline --received 2026-09-24 --days 20"
)
DATABASE = False

DONE, ILLEGAL, WRONG_USE = 0, 1, 2
LARGEST = 1_000_000  # bytes of a history file


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--received", metavar="日期", help="起算日期（收到申请之日），当日不计入")
    parser.add_argument(
        "--channel",
        choices=list(Channel),
        help="提交方式，决定收到日（条例第三十一条）；需要确认的另写 --confirmed",
    )
    parser.add_argument("--confirmed", metavar="日期", help="双方确认之日（平常信函、网上、传真）")
    parser.add_argument("--corrected", metavar="日期", help="收到补正之日，答复期限自此重新计算（第三十条）")
    parser.add_argument(
        "--consulted", metavar="日期:日期", action="append", default=[],
        help="征求意见：发函之日:收到意见之日，可以重复，重叠的只扣一次（第三十三条）",
    )  # fmt: skip
    parser.add_argument("--extended", metavar="天数", help="经同意延长的工作日数（第三十三条）")
    parser.add_argument(
        "--history", metavar="文件", help="一件申请的全部经过，JSON 列表，格式见 docs/requests.md"
    )
    parser.add_argument("--daily", action="store_true", help="逐日列出哪些天计入、哪些天不计入及原因")
    parser.add_argument("--days", metavar="天数", help="只算一个期限：工作日数")
    parser.add_argument(
        "--natural", action="store_true", help="按自然日计算，末日为休息日的顺延（民法典第二百零三条）"
    )
    parser.add_argument(
        "--exclude", metavar="起..止", action="append", default=[],
        help="与 --days 同用，扣除的时段，可以重复",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """0 with the result; 1 where the law does not allow the history; 2 where the input is not understood."""
    try:
        return _period(options) if options.days is not None else _request(options)
    except Illegal as wrong:
        say(f"经过不合法：{wrong}")
        return ILLEGAL
    except (NoDeadline, BadNotice) as wrong:
        say(f"无法计算：{wrong}")
        return WRONG_USE


def _period(options: argparse.Namespace) -> int:
    if options.received is None:
        raise NoDeadline("请用 --received 写明起算日期")
    received, days = _day(options.received), _count(options.days)
    excluded = [_interval(text, "..") for text in getattr(options, "exclude", [])]
    if getattr(options, "natural", False):
        if excluded:
            raise NoDeadline("--natural 与 --exclude 不能同时使用")
        result = due_in_days(received, days, calendar())
    else:
        result = due(received, days, calendar(), excluded)
    emit(options, _shown(result), result.sentence)
    return DONE


def _request(options: argparse.Namespace) -> int:
    events = _history(Path(options.history)) if options.history else _events(options)
    try:
        limits = request_limits(events[0].on)
    except KeyError:
        raise NoDeadline(f"{events[0].on} 收到的申请早于现行条例施行，不能按它计算") from None
    days, clock = calendar(), run_clock(events, calendar(), limits)
    last = days.add_working_days(clock.received_on, limits.correction_notice)
    data: dict[str, Any] = {
        "due": None, "provisional": False, "derivation": [],
        "received": str(clock.received_on), "state": str(clock.state), "correction_notice_due": str(last),
        "waits_until": str(clock.waits.on) if clock.waits else None, "late": clock.late,
    }  # fmt: skip
    if clock.due:
        data |= _shown(clock.due)
    if options.daily and clock.due:
        excluded = pauses(clock.consultations, clock.base_on, days, limits)
        data["days"] = [
            {"day": str(day), "counted": counted, "reason": reason}
            for day, counted, reason in daily(clock.base_on, clock.due.on, days, excluded)
        ]
    emit(options, data, _sentence(clock, data))
    return DONE


def _sentence(clock: Clock, data: dict[str, Any]) -> str:
    lines = [f"{clock.state.label}"]
    if clock.ended:
        lines[0] += f"：{clock.ended.on} {LABELS[clock.ended.step]}" + ("，逾期" if clock.late else "")
    lines += [f"截止 {clock.waits.sentence}"] if clock.waits else []
    lines += (
        [f"答复期限：{clock.due.sentence}"]
        if clock.due
        else ["答复期限在补正或者缴费后重新计算"]
        if clock.waits
        else []
    )
    for row in data.get("days", []):
        counts = f"不计：{row['reason']}" if row["reason"] else f"第 {row['counted']} 个工作日"
        lines.append(f"{row['day']}  {counts}")
    return "\n".join(lines)


def _events(options: argparse.Namespace) -> list[Event]:
    """The history that the flags tell: what they do not say is taken to have been done in time."""
    if options.received is None:
        raise NoDeadline("请用 --received 写明收到申请之日，或者用 --history 给出全部经过")
    submitted = _day(options.received)
    confirmed = _day(options.confirmed) if options.confirmed else None
    received = received_on(Channel(options.channel or Channel.IN_PERSON), submitted, confirmed or submitted)
    assert received is not None
    events = [Event(Step.RECEIVED, received)]
    if options.corrected:
        corrected = _day(options.corrected)
        events += [
            Event(Step.CORRECTION_NOTICE, received, days=1),
            Event(Step.CORRECTED, corrected, excused=True),
        ]
    if options.extended is not None:
        events.append(Event(Step.EXTENDED, events[-1].on, days=_count(options.extended), consent=True))
    for place, text in enumerate(options.consulted, start=1):
        issued, answered = _interval(text, ":")
        events += [
            Event(Step.CONSULTED, issued, reference=str(place)),
            Event(Step.ANSWERED, answered, reference=str(place)),
        ]
    return sorted(events, key=lambda event: event.on)


def _history(path: Path) -> list[Event]:
    try:
        if path.stat().st_size > LARGEST:
            raise NoDeadline(f"{path} 超过 {LARGEST:,} 字节")
        return read(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise NoDeadline(f"读不到 {path}：{error}") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise NoDeadline(f"{path} 不是正确的 JSON：{error}") from error


def _shown(result: Due) -> dict[str, Any]:
    return {"due": str(result.on), "provisional": result.provisional, "derivation": list(result.derivation)}


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


def _interval(text: str, separator: str) -> Interval:
    first, found, last = text.partition(separator)
    if not found:
        raise NoDeadline(f"“{text}”不是时段，应写作 2026-03-05{separator}2026-03-20")
    return _day(first), _day(last)
