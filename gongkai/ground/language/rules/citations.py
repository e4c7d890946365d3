"""Document numbers cited in running text: one pass over the text, bounded work at each sign of a number."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from .folding import ZERO_WIDTH
from .numerals import numeral
from .prefixes import code_before, ends_like_code, name_before
from .reading import (
    BREAK,
    GAP,
    NO_CODE,
    NO_MARK,
    RANGE_OR_PART,
    SERIAL,
    SERIES,
    TYPE,
    YEAR,
    Number,
    bracketed,
    folded,
    order,
    yearly,
)

TO = "[—–―]{1,2}|~|至|到|-"
_BRACKET = (
    rf"[〔《<]{GAP}(?P<year>{YEAR}|\d\d){GAP}年?{GAP}(?P<close>[〕》>]){BREAK}第?{GAP}(?P<serial>{SERIAL})"
    rf"(?P<more>(?:{GAP}、{GAP}第?{GAP}{SERIAL})*)(?:{GAP}(?P<to>{TO}){GAP}第?{GAP}(?P<last>{SERIAL})(?={GAP}号))?"
    rf"{GAP}(?P<mark>号)?(?P<order>令)?"
)
_TYPED = (
    rf"(?P<type>{TYPE}){BREAK}(?:(?P<type_year>{YEAR}){GAP}年{GAP})?"
    rf"(?P<type_open>〔{GAP}(?=第))?(?P<type_nth>第)?{GAP}(?P<type_serial>{SERIAL})"
    rf"(?P<type_more>(?:{GAP}、{GAP}第?{GAP}{SERIAL})*){GAP}号(?(type_open){GAP}〕)"
)
_NTH = (
    rf"(?:(?<!\d)(?P<nth_year>\d{{4}}){GAP}年{GAP})?(?<!\d)(?P<nth>第)?{GAP}(?P<nth_serial>{SERIAL}){GAP}号"
    rf"(?:{GAP}(?P<nth_type>{TYPE})(?!{GAP}第?\d))?"
)
_SIGN = re.compile(f"{_BRACKET}|{_TYPED}|{_NTH}")
_NEXT = re.compile(
    rf"{GAP}(?:[、,和及与]|(?P<to>{TO})){GAP}(?:〔{GAP}(?P<year>{YEAR}){GAP}〕{GAP})?"
    rf"第?{GAP}(?P<serial>{SERIAL}){GAP}号"
    r"(?![线楼栋院门路室])"
)
_EDGES = " \r\n〔〕"
_PAIRS = ("〔〕", "《》", "<>")
_AFTER_UNMARKED = re.compile(rf"{GAP}(?:[〕》>,.;。、!?\n]|文|$)")


def citations(text: str) -> list[Number]:
    """Every number in `text`, in order, with offsets into `text` as it is."""
    flat = folded(text)
    if ZERO_WIDTH not in flat:
        return list(_scan(text, flat))
    seen = [place for place, character in enumerate(flat) if character != ZERO_WIDTH]
    bare = "".join(text[place] for place in seen)
    return [_placed(number, text, seen) for number in _scan(bare, flat.replace(ZERO_WIDTH, ""))]


def _placed(number: Number, text: str, seen: list[int]) -> Number:
    """The same number with the invisible characters of `text` back in its offsets."""
    first, last = seen[number.start], seen[number.start + len(number.text) - 1]
    written = text[first : last + 1]
    return replace(
        number, text=written, start=first, canonical=number.canonical if number.readable else written
    )


def _scan(text: str, flat: str) -> Iterator[Number]:
    position, whole = 0, flat.strip(_EDGES)
    while sign := _SIGN.search(flat, position):
        position = sign.end()
        alone = sign.group().strip(_EDGES) == whole
        number = (_by_bracket if sign["serial"] else _by_word)(text, flat, sign, alone)
        if number is None:
            continue
        if sign["to"] == "-":
            number = replace(number, canonical=number.text, readable=False, note=RANGE_OR_PART)
        yield number
        if not number.readable:
            continue
        more = re.findall(SERIAL, sign["more"] or sign["type_more"] or "")
        before = more[-1] if more else str(number.serial)
        for serial in (*more, *_between(before, sign["last"])):
            yield _sibling(number, number.text, number.start, number.year, serial)
        before = sign["last"] or before
        while following := _NEXT.match(flat, position):
            if following["to"] == "-" or (following["to"] and following["year"]):
                break
            start, position = following.start("serial"), following.end()
            year = numeral(following["year"]) if following["year"] else number.year
            written = text[start:position]
            series = _between(before, following["serial"]) if following["to"] else [following["serial"]]
            for serial in series:
                yield _sibling(number, written, start, year, serial)
            before = following["serial"]


def _between(first: str, last: str | None) -> list[str]:
    """Serials after the first up to the last: 4—8 cites 5, 6, 7 and 8; only the last when it is no series."""
    if last is None:
        return []
    low, high = numeral(first) or 0, numeral(last) or 0
    return list(map(str, range(low + 1, high + 1))) if 0 < high - low <= SERIES else [last]


def _sibling(number: Number, text: str, start: int, year: int | None, serial: str) -> Number:
    """Another number of the same code, in a joint citation: 国发〔2019〕4号、5号."""
    if year is None:
        return order(text, start, number.prefix, serial)
    form: Callable[..., Number] = yearly if "年第" in number.canonical else bracketed
    return form(text, start, number.prefix, str(year), serial)


def _by_bracket(text: str, flat: str, sign: re.Match[str], alone: bool) -> Number | None:
    start, prefix = code_before(flat, sign.start())
    if flat[sign.start()] + sign["close"] not in _PAIRS:
        return None
    if not sign["mark"] and not (ends_like_code(prefix) and _AFTER_UNMARKED.match(flat, sign.end())):
        return None
    if len(sign["year"]) == 2 and not ends_like_code(prefix):
        return None
    note = "" if sign["mark"] else NO_MARK
    prefix += sign["order"] or "" if sign["mark"] else ""
    number = bracketed(text[start : sign.end()], start, prefix, sign["year"], sign["serial"], note)
    if not number.readable and len(sign["year"]) == 4:
        return None
    if prefix:
        return number
    if alone:
        return replace(number, note=number.note or NO_CODE)
    return replace(number, canonical=number.text, readable=False, note=NO_CODE)


def _by_word(text: str, flat: str, sign: re.Match[str], alone: bool) -> Number | None:
    """Orders and announcements: 某部令第N号, 某局公告YYYY年第N号, 某部第N号令, 某局YYYY年第N号."""
    if sign["type"]:
        kind, year, serial, nth = sign["type"], sign["type_year"], sign["type_serial"], sign["type_nth"]
    else:
        kind, year, serial, nth = sign["nth_type"] or "", sign["nth_year"], sign["nth_serial"], sign["nth"]
    if not nth and not (year and kind) and kind != "令":
        return None
    start, body = name_before(flat, sign.start())
    if not body:
        start = sign.start()
    if not (alone or (kind and (body or year)) or (year and body)):
        return None
    written = text[start : sign.end()]
    number = (
        yearly(written, start, body + kind, year, serial)
        if year
        else order(written, start, body + kind, serial)
    )
    return number if number.readable else None
