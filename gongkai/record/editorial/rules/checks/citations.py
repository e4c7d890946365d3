"""Documents that a text cites by number: repealed ones, ones that do not exist, numbers written oddly."""

import re

from gongkai.ground.language.rules import numbers

from ..findings import Finding, Severity
from .places import Paragraphs
from .subject import Numbers

AROUND = 60  # characters around a citation that can say that the repeal is what the sentence is about
SHOWN = 20
_ENDS = re.compile("废止|失效|停止执行|不再执行|修改|修订|替代|代替|取代|清理")
_BRACKETS = re.compile(r"[\[［(（【]\s*\d{4}\s*年?\s*[\]］)）】]|〕\s*第?0")  # GB/T 9704-2012, 7.2.5
_BREAK = re.compile("[。；;\n]")


def citations(text: str, known: Numbers, own: str, paragraphs: Paragraphs) -> list[Finding]:
    """``own`` is the draft's own number, which it may name."""
    mine, seen, found = numbers.key(own) if own else "", set(), []
    for number in numbers.find(text):
        key = numbers.key_of(number)
        if not key or key == mine or key in seen:
            continue
        place = paragraphs.at(number.start)
        if key in known.repealed:
            if _about_its_end(text, number.start, number.start + len(number.text)):
                continue
            found.append(_repealed(number.canonical, known.repealed[key], place))
        elif number.prefix in known.complete and key not in known.known:
            found.append(_unknown(number.canonical, place))
        elif _BRACKETS.search(number.text) and number.readable:
            found.append(_odd(number.text, number.canonical, place))
        else:
            continue
        seen.add(key)
    return found[:SHOWN]


def _about_its_end(text: str, start: int, end: int) -> bool:
    """The sentence itself speaks of the repeal or amendment."""
    before = _BREAK.split(text[max(0, start - AROUND) : start])[-1]
    after = _BREAK.split(text[end : end + AROUND])[0]
    return _ENDS.search(before + after) is not None


def _repealed(number: str, what: str, place: str) -> Finding:
    return Finding(
        "citation.repealed",
        Severity.WARNING,
        place,
        number,
        f"所引文件{what}，请改引现行文件，或写明“已废止”并说明为何引用。",
        exact=number,
    )


def _unknown(number: str, place: str) -> Finding:
    return Finding(
        "citation.unknown",
        Severity.WARNING,
        place,
        number,
        "公开目录里没有这个文号，请核对年份和序号；文件没有公开的请说明。",
        exact=number,
    )


def _odd(written: str, canonical: str, place: str) -> Finding:
    return Finding(
        "citation.form",
        Severity.NOTE,
        place,
        written,
        f"文号的年份用六角括号，序号不编虚位，请改为“{canonical}”。",
        exact=written,
    )
