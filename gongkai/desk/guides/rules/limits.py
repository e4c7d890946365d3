"""Time limits as guides write them: 20 个工作日, 即时办结. Pure."""

import re
from dataclasses import dataclass

from gongkai.ground.language.rules import numerals

_AT_ONCE = re.compile(r"当场|即时|即办|立等|现场办结")
_DAYS = re.compile(r"(\d{1,9}|[一二三四五六七八九十百]+)\s*个?\s*(工作日|自然日|日历日|天|日|小时|个?月)")
UNITS = {"工作日": "工作日", "自然日": "自然日", "日历日": "自然日", "天": "自然日", "日": "自然日"}


@dataclass(frozen=True, slots=True)
class Limit:
    """``amount`` of ``unit`` (工作日, 自然日, 小时, 月); 0 with unit "" is at once."""

    amount: int
    unit: str

    @property
    def days(self) -> float:
        """Roughly in calendar days, to compare two limits: five working days are a week."""
        return self.amount * {"工作日": 1.4, "自然日": 1, "小时": 1 / 24, "月": 30}.get(self.unit, 0)


def read(text: str) -> Limit | None:
    """The first limit that a text names; None where it names none."""
    found = _DAYS.search(text)
    if found:
        digits, unit = found.groups()
        amount = numerals.numeral(digits)
        return None if amount is None else Limit(amount, UNITS.get(unit, unit.removeprefix("个")))
    return Limit(0, "") if _AT_ONCE.search(text) else None
