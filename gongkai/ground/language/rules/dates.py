"""Dates as public bodies write them, read or refused; never guessed.

A value that is impossible, ambiguous or outside 1949 to 2100 is None. Local time is Asia/Shanghai.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from .folding import ZERO_WIDTH, fold

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
FIRST_YEAR, LAST_YEAR = 1949, 2100

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "0": "0",
    "两": "2",
    "元": "1",
}
_CJK = "〇○零元一二两三四五六七八九十廿卅"
_TIME = r"(?:[t ]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.(\d{1,9}))?)?秒?分?\s*(z|[+-]\d\d:?\d\d)?)?"
_NUMERIC = re.compile(
    r"(\d{4})\s*(?:([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?)\s*" + _TIME
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_CHINESE = re.compile(rf"([{_CJK}]{{4}})\s*年\s*([{_CJK}]{{1,3}})\s*月\s*([{_CJK}]{{1,3}})\s*日?")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.0+)?|-?\d{12,13}(?:\.0+)?")


def read_date(value: object) -> date | None:
    """The calendar day in Shanghai that `value` (text, number, date or datetime) names, or None."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    instant = read_instant(value)
    return instant.date() if instant else None


def written(day: date) -> str:
    """A day as official documents write it: 2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_instant(value: object) -> datetime | None:
    """The instant that `value` names, in Asia/Shanghai; midnight where only a day is written; or None."""
    if isinstance(value, datetime):
        return _within(value if value.tzinfo else value.replace(tzinfo=SHANGHAI))
    if isinstance(value, date):
        return _within(datetime(value.year, value.month, value.day, tzinfo=SHANGHAI))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = fold(str(value)).replace(ZERO_WIDTH, "").strip().strip("()[]〔〕【】")
    if found := _NUMERIC.fullmatch(text):
        year, _, month, day, cmonth, cday, *time = found.groups()
        return _build(int(year), int(month or cmonth), int(day or cday), time)
    if found := _CHINESE.fullmatch(text):
        year, month, day = found.groups()
        return _build(_positional(year), _counted(month), _counted(day), [])
    if (found := _COMPACT.fullmatch(text)) and (isinstance(value, str) or len(text) == 8):
        year, month, day, *time = found.groups()
        if instant := _build(int(year), int(month), int(day), [*time, None, None]):
            return instant
    if _EPOCH.fullmatch(text):
        return _epoch(int(float(text)))
    return None


def _build(year: int | None, month: int | None, day: int | None, time: list[str | None]) -> datetime | None:
    hour, minute, second, fraction, zone = [*time, None, None, None, None, None][:5]
    if year is None or month is None or day is None:
        return None
    try:
        instant = datetime(
            year, month, day, int(hour or 0), int(minute or 0), int(second or 0),
            int((fraction or "0").ljust(6, "0")[:6]), tzinfo=_zone(zone),
        )  # fmt: skip
    except ValueError:
        return None
    return _within(instant)


def _zone(text: str | None) -> timezone:
    if not text:
        return SHANGHAI
    if text == "z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if text[0] == "+" else -offset)


def _epoch(number: int) -> datetime | None:
    """Seconds have up to ten digits, milliseconds twelve or thirteen; eleven are neither."""
    seconds = number / 1000 if abs(number) >= 10**11 else float(number)
    return _within(datetime.fromtimestamp(seconds, UTC))


def _within(instant: datetime) -> datetime | None:
    try:
        local = instant.astimezone(SHANGHAI)
    except (OverflowError, ValueError):
        return None
    return local if FIRST_YEAR <= local.year <= LAST_YEAR else None


def _positional(text: str) -> int | None:
    """二〇二一 → 2021; a year written with 十 is not a year."""
    digits = [_DIGITS.get(c) for c in text]
    return int("".join(d for d in digits if d)) if all(digits) else None


def _counted(text: str) -> int | None:
    """五 → 5, 十二 → 12, 二十 → 20, 廿一 → 21, 三〇 → 30."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, mark, units = text.partition("十")
    if not mark:
        return _positional(text)
    ten = 1 if not tens else _positional(tens)
    unit = 0 if not units else _positional(units)
    return None if ten is None or unit is None or unit > 9 or ten > 9 else ten * 10 + unit
