"""A day or a time in a sheet's date format: yyyy"年"m"月"d"日", h:mm, [h]:mm, aaaa. Pure."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

TOKENS = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|(\[h+\]|\[m+\]|\[s+\])|\[\$[^\]]*\]|\[[^\]]*\]'
    r"|(AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4}|e+|\.0+)|(.)",
    re.IGNORECASE | re.S,
)
WEEKDAYS = "一二三四五六日"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LONG_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def dated(value: Any, section: str) -> str:
    """``value`` (date, datetime, time or timedelta) as the section of a number format writes it."""
    moment, seconds = when(value)
    pieces = list(TOKENS.finditer(section))
    names = [(piece[4] or piece[3] or "").lower() for piece in pieces]
    noon = any(name in ("am/pm", "a/p", "上午/下午") for name in names)
    written = ""
    for place, piece in enumerate(pieces):
        if piece[3]:
            written += elapsed(piece[3].lower(), seconds)
        elif piece[4]:
            written += token(names[place], moment, minute=beside_time(names, place), noon=noon)
        else:
            written += piece[1] or piece[2] or piece[5] or ""
    return written.strip()


def when(value: Any) -> tuple[datetime, int]:
    """A moment, and all seconds since the sheet's day nought for times that count on."""
    if isinstance(value, timedelta):
        total = int(value.total_seconds())
        return datetime(1900, 1, 1) + timedelta(seconds=total % 86400), total  # noqa: DTZ001 - a sheet has no zone
    if isinstance(value, time):
        total = value.hour * 3600 + value.minute * 60 + value.second
        return datetime.combine(date(1900, 1, 1), value), total
    if isinstance(value, datetime):
        return value, value.hour * 3600 + value.minute * 60 + value.second
    return datetime.combine(value, time()), 0


def elapsed(name: str, seconds: int) -> str:
    unit = {"h": 3600, "m": 60, "s": 1}[name[1]]
    return str(seconds // unit).zfill(len(name) - 2)


def beside_time(names: list[str], place: int) -> bool:
    """Whether an m means minutes: behind hours or before seconds."""
    if not names[place].startswith("m"):
        return False
    before = next((name for name in reversed(names[:place]) if name), "")
    after = next((name for name in names[place + 1 :] if name), "")
    return before.strip("[]").startswith("h") or after.strip("[]").startswith("s")


def token(name: str, moment: datetime, *, minute: bool, noon: bool) -> str:
    """One part of a date."""
    if name in ("am/pm", "a/p"):
        return ("AM" if moment.hour < 12 else "PM")[: len(name) // 2]
    if name == "上午/下午":
        return "上午" if moment.hour < 12 else "下午"
    first, length = name[0], len(name)
    if first == "y" or first == "e":
        return f"{moment.year % 100:02d}" if first == "y" and length <= 2 else str(moment.year)
    if first == "a":
        return ("星期" if length == 4 else "") + WEEKDAYS[moment.weekday()]
    if first == "m" and not minute:
        if length >= 3:
            return MONTHS[moment.month - 1] if length == 3 else LONG_MONTHS[moment.month - 1]
        return str(moment.month).zfill(length)
    if first == "d" and length >= 3:
        return DAYS[moment.weekday()][:3] if length == 3 else DAYS[moment.weekday()]
    if first == ".":
        return "." + f"{moment.microsecond:06d}"[: length - 1].ljust(length - 1, "0")
    hour = (moment.hour - 1) % 12 + 1 if noon else moment.hour
    number = {"m": moment.minute, "d": moment.day, "h": hour, "s": moment.second}[first]
    return str(number).zfill(min(length, 2))
