"""Which formulas of a workbook may stay: those that reach nothing taken out. Others become their value."""

import re
from dataclasses import dataclass

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.package import Element, named, value, words

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!\"(),;:=+\-*/&^<>{}]+))!")
_REACHING = re.compile(
    r"\b(?:INDIRECT|OFFSET|GETPIVOTDATA|CUBE\w+|WEBSERVICE|RTD|CELL|INFO)\s*\(|\[", re.IGNORECASE
)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
NOT_COMPUTED = (
    "工作簿中有引用隐藏内容、但从未计算过的公式，清理后其结果会丢失。"
    "请用 Excel 或 WPS 打开并保存一次，再重新上传。"
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What formulas must not reach: sheets that go or change, and names, all in small letters."""

    sheets: frozenset[str]
    names: frozenset[str]

    def allows(self, formula: str) -> bool:
        if _REACHING.search(formula):
            return False
        sheets = {(one[0].replace("''", "'") or one[1]).lower() for one in _SHEET.findall(formula)}
        if any(part in self.sheets for sheet in sheets for part in sheet.split(":")):
            return False
        bare = _QUOTED.sub("", formula).lower()
        return not self.names & set(re.findall(r"[\w.\\]+", bare))


def settle(root: Element, reach: Reach, *, changed: bool) -> None:
    """Turn formulas that may not stay into their values; all of them when the sheet is ``changed``."""
    formulas = named(root, "f")
    dropped = {
        value(one, "si")
        for one in formulas
        if value(one, "t") == "shared" and words(one) and (changed or not reach.allows(words(one)))
    }
    for one in formulas:
        shared = value(one, "t") == "shared" and value(one, "si") in dropped
        if changed or shared or value(one, "t") == "dataTable" or not reach.allows(words(one)):
            cell = one.getparent()
            if (
                not any(words(kept) for kept in cell.iterchildren("{*}v", "{*}is"))
                and value(cell, "t") != "str"
            ):
                raise Refused(NOT_COMPUTED)
            cell.remove(one)
