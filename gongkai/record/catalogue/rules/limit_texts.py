"""公开时限 as catalogues write it, read into a limit's code; what is not understood stays words.

"自信息形成或变更之日起20个工作日内", "批复后20日内", "实时公开", "每年3月底前". A text with two different
limits, or with how long something must stay posted (公示不少于5日), names no single day: a person decides.
Pure: no Django, no clock, no I/O.
"""

import calendar
import re

from .limits import AT_ONCE, NONE, RULES, STANDING, Every, Start

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN = re.compile(r"[零〇一二两三四五六七八九十]+(?=个?工作日|个月|日|天|月|季|年)")
ELSEWHERE = re.compile(r"(?:法律|法规|国家|上级)[^；;。]*另有[^；;。]*(?:从其规定|除外)?[；;。]?")
POSTED = re.compile(r"不[少低]于|不得少于|至少|公示期|公示\d|公示时间")
DAYS = re.compile(r"(\d{1,3})个?(工作日|日|天)(?:之?内|以内)?")
HOURS = re.compile(r"\d+个?(?:小时|月)内")
BY_DAY = re.compile(r"(?:每年|次年|当年|年度)(?:度)?[^0-9]{0,4}(\d{1,2})月(?:(\d{1,2})日|底)(?:之?前|以前)")
MONTHLY = re.compile(r"每月(?:的)?(\d{1,2})日(?:之?前|以前)")
AFTER_END = re.compile(r"(?:结束|终了|期满|届满)后?")
PERIODS = (
    (re.compile(r"每半年|半年度"), Every.HALF),
    (re.compile(r"每个?季度?|按季度?|季度"), Every.QUARTER),
    (re.compile(r"每个?月|按月|月度"), Every.MONTH),
    (re.compile(r"每年|按年|年度|每个?年"), Every.YEAR),
)
NOW = re.compile(r"实时|即时|及时|随时|动态|同步")
ALWAYS = re.compile(r"长期|常年|长年|永久")
OWN_RULES = (
    (re.compile(r"许可"), "licence_result", 7),
    (re.compile(r"处罚"), "penalty_result", 7),
)


def parse(text: str, about: str = "") -> str:
    """The code of a limit as written; "" when it cannot be computed. ``about`` is the item's title."""
    plain = HAN.sub(lambda found: str(number(found[0])), re.sub(r"\s+", "", text))
    plain = ELSEWHERE.sub("", plain)
    if not plain or POSTED.search(plain) or HOURS.search(plain):
        return NONE
    if found := BY_DAY.search(plain):
        return _by(int(found[1]), found[2])
    if found := MONTHLY.search(plain):
        return f"every:month:{int(found[1])}"
    found_days = {(int(found[1]), found[2]) for found in DAYS.finditer(plain)}
    every = next((period for pattern, period in PERIODS if pattern.search(plain)), None)
    if len(found_days) > 1:
        return NONE
    if found_days:
        [(days, unit)] = found_days
        if every and AFTER_END.search(plain):
            return f"every:{every}:{days}" if 0 < days <= 366 else NONE
        return _days(days, unit, plain, about)
    if every:
        return f"every:{every}"
    if ALWAYS.search(plain):
        return STANDING
    return AT_ONCE if NOW.search(plain) else NONE


def number(han: str) -> int:
    """A Chinese number below one hundred."""
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return int("".join(str(DIGITS[sign]) for sign in han))
    return (number(tens) if tens else 1) * 10 + DIGITS.get(ones, 0)


def _by(month: int, day: str | None) -> str:
    if not 1 <= month <= 12:
        return NONE
    last = calendar.monthrange(2001, month)[1]
    on = int(day) if day else last
    return f"every:year:{month:02d}-{on:02d}" if 1 <= on <= last else NONE


def _days(days: int, unit: str, plain: str, about: str) -> str:
    if not days:
        return NONE
    if unit != "工作日":
        if re.search(r"批[复准]|审议通过|人大", plain):
            return "budget" if days == 20 else f"days:day:{days}:{Start.APPROVED}"
        return f"days:day:{days}:{_start(plain)}"
    for pattern, rule, usual in OWN_RULES:
        if days == usual and pattern.search(plain + about):
            return rule
    start = _start(plain)
    if days == 20 and start == RULES["publication"]:
        return "publication"
    return f"days:working_day:{days}:{start}"


def _start(plain: str) -> Start:
    if re.search(r"决定", plain):
        return Start.DECIDED
    return Start.APPROVED if re.search(r"批[复准]", plain) else Start.MADE
