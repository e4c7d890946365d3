"""A cell's value as the sheet shows it: 46055 as 2026年2月3日, 0.125 as 12.5%, 1234567 as 1,234,567.

Number formats of ECMA-376 part 1, 18.8.30 and 18.8.31, with what Chinese Excel shows for built-in ones.
Pure: no Django, no clock, no I/O.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .date_formats import dated

LOCAL = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm", "d-mmm-yy": "d-mmm-yy"}
SECTION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;|[^;"\\_*\[]+', re.S)
PIECE = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([#0?.,]+(?:[eE][+-]0+)?)|(%)|(.)', re.S
)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
DATED = re.compile(r"[ymdhsea]|上午")
BARE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
SMALLEST = 1e-4  # General writes smaller numbers with a power


def shown(value: Any, code: str) -> str:
    """What a person reads in a cell with number format ``code``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    parts = sections(LOCAL.get(code, code))
    if isinstance(value, str):
        return worded(value, parts[3]) if len(parts) > 3 else value
    if isinstance(value, datetime | date | time | timedelta):
        return dated(value, parts[0]) if is_date(parts[0]) else plain_date(value)
    if not isinstance(value, int | float) or value != value:
        return str(value)
    section, negative = chosen(float(value), parts)
    if section.strip().lower() in ("general", "g/通用格式", "@"):
        return general(value)
    return figured(abs(value) if negative else value, section)


def sections(code: str) -> list[str]:
    """A code cut at its semicolons, those in quotes excepted."""
    parts = [""]
    for piece in SECTION.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def is_date(section: str) -> bool:
    bare = BARE.sub("", section)
    return "general" not in bare.lower() and bool(DATED.search(bare.lower()))


def plain_date(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.year}/{value.month}/{value.day}" + (
            f" {value:%H:%M}" if value.time() != time() else ""
        )
    return f"{value.year}/{value.month}/{value.day}" if isinstance(value, date) else str(value)


def chosen(value: float, parts: list[str]) -> tuple[str, bool]:
    """The section for a value, and whether that section itself says that it is negative."""
    conditions = [CONDITION.search(part) for part in parts]
    if any(conditions):
        for part, condition in zip(parts, conditions, strict=True):
            if condition is None or holds(value, condition[1], float(condition[2])):
                return part, False
        return "General", False
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


def holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]


def general(value: float) -> str:
    """As Excel’s General: no more digits than mean something."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    if abs(value) < SMALLEST:
        return f"{value:.5E}"
    return f"{Decimal(f'{value:.15g}'):f}"


def worded(value: str, section: str) -> str:
    return "".join(value if piece[5] == "@" else literal(piece) for piece in PIECE.findall(section))


def literal(piece: tuple[str, ...]) -> str:
    return piece[0] or piece[1] or piece[2] or piece[4] or piece[5]


def figured(value: float, section: str) -> str:
    """A number in one section: its digits once, the words around them as they are."""
    pieces = PIECE.findall(section)
    scaled = Decimal(repr(value)) * 100 ** sum(bool(piece[4]) for piece in pieces)
    cores = [piece[3] for piece in pieces if piece[3].strip(",.")]
    if "/" in [piece[5] for piece in pieces] or len(cores) > 1:
        return general(value)
    written, done = "", False
    for piece in pieces:
        if not piece[3]:
            written += literal(piece)
        elif not done and piece[3].strip(",."):
            written += digits(abs(scaled), piece[3])
            done = True
        else:
            written += piece[3]
    return ("-" if scaled < 0 and re.search(r"[1-9]", written) else "") + written.strip()


def digits(value: Decimal, core: str) -> str:
    """A number not below zero in placeholders such as ``#,##0.00``."""
    if found := re.search(r"[eE][+-](0+)", core):
        places = len(core[: found.start()].partition(".")[2])
        mantissa, _, power = f"{value:.{places}E}".partition("E")
        return f"{mantissa}E{'-' if power[0] == '-' else '+'}{power[1:].zfill(len(found[1]))}"
    whole, _, part = core.partition(".")
    thousands = len(whole) - len(whole.rstrip(",")) + (len(part) - len(part.rstrip(",")) if part else 0)
    value = value / 1000**thousands
    whole, part = whole.rstrip(","), part.rstrip(",")
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    text, _, behind = f"{rounded:f}".partition(".")
    text = "" if text == "0" and "0" not in whole else text
    text = text.zfill(whole.count("0"))
    if "," in whole and text:
        text = f"{int(text):,}".rjust(len(text), "0")
    least = len(part.rstrip("#?"))
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    return text + ("." + behind if behind else "")
