"""Fixed telephones of a home. An office’s telephone is public and is none of these (RULES §11.3).

A number with an area code is taken for a home’s unless the words around it, or the list of the organisation’s
own numbers, say whose it is; one without an area code only where the words say that it is a person’s.
"""

import re
from collections.abc import Iterator, Set

from ..folding import level
from .context import official, private
from .kinds import Finding, Kind

LISTED = 16  # characters between the numbers of one list
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_D = "[0-9０-９]"
_GAP = rf"[{_UNSEEN} \-\u00a0\u2009\u2010-\u2015\u2212\u3000\uff0d)）]{{0,4}}"
_IN = rf"[{_UNSEEN} \-\u00a0\u2010-\u2015\u2212\uff0d]{{0,2}}"
_AREA = re.compile(  # an area code and seven or eight digits in one or two groups
    rf"[0０](?:[1１][0０]|[2２]{_D}|[3-9３-９]{_D}{_D}){_GAP}(?:[2-8２-８]{_IN}(?:{_D}{_IN}){{6,7}})(?<={_D})(?!{_D})"
)
_BARE = re.compile(rf"[2-8２-８](?<!{_D}.){_D}{{2,3}}[ \-－]?{_D}{{4}}(?!{_D})")
_CALLED = re.compile(r"(?:电话|座机|固话|宅电|号码|联系方式)(?:号码)?[ :：为是]{0,3}$")
_JOINED = re.compile(r"[0-9*a-zA-Z_./@=]$|[0-9]-$")  # a longer number, a code, an address
_GOES_ON = re.compile(r"[*_@a-zA-Z]|-?[0-9]{3,}|[0-9]|\.[0-9]|[ ]?(?:万?元|吨|人|平方|亿)")
_COUNTRY = re.compile(r"(?:\+|00)86[ -]?$")
_CODES = re.compile(
    "(?:代码|编号|编码|账号|帐号|单号|许可证?号?|文号|邮编|QQ|qq|备案|工号|注册号)[^0-9]{0,6}$"
)


def telephones(text: str, public: Set[str] = frozenset()) -> Iterator[Finding]:
    """Home telephones in order. ``public`` are an organisation’s own numbers, digits only."""
    office_until = -LISTED - 1  # a list of an office’s numbers says so once
    for found in _AREA.finditer(text):
        start, end = found.span()
        digits = bare(found.group())
        if len(digits) not in (10, 11, 12) or _elsewhere(text, start, end) or digits in public:
            continue
        listed = start - office_until <= LISTED and not private(text, start)
        if listed or official(text, start, end):
            office_until = end
        elif len(set(digits[3:])) > 1 and digits[-8:] not in public:
            yield Finding(Kind.LANDLINE, start, end, _masked(digits))
    if not any(word in text for word in ("电话", "座机", "固话", "宅电")):
        return
    for found in _BARE.finditer(text):
        start, end = found.span()
        before = text[max(0, start - 12) : start]
        if not _CALLED.search(before) or not private(text, start) or _elsewhere(text, start, end):
            continue
        if (digits := bare(found.group())) not in public and not official(text, start, end):
            yield Finding(Kind.LANDLINE, start, end, _masked(digits))


def bare(written: str) -> str:
    """The digits of a telephone however it is written."""
    return "".join(sign for sign in level(written) if sign.isascii() and sign.isdigit())


def _masked(digits: str) -> str:
    return f"{digits[:-7]}***{digits[-4:]}"


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Part of a longer number, a code or an amount."""
    before = level(text[max(0, start - 16) : start])
    if _COUNTRY.search(before):
        return bool(_GOES_ON.match(level(text[end : end + 4])))
    return bool(_JOINED.search(before) or _CODES.search(before) or _GOES_ON.match(level(text[end : end + 4])))
