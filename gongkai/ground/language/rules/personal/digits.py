"""Identity numbers, mobile numbers and bank cards (个人信息保护法 art. 28; 政府信息公开条例 art. 15).

Found however they are spaced, and nothing that an organisation publishes of itself: credit codes, index
numbers, order numbers, amounts.
"""

import re
from collections.abc import Iterator
from datetime import date

from ..folding import fold
from .kinds import Finding, Kind

IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
IDENTITY_CHECK = "10X98765432"
PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")  # GB/T 2260, first two digits

_DIGIT = "[0-9０-９]"
_GAP = r"[ \-\u00a0\u2009\u202f\u2010-\u2015\u2212\u3000\uff0d·.]"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # signs that nobody sees
_RUN = re.compile(  # begins with eleven digits, or with fewer and a gap: most numbers in a table do neither
    rf"{_DIGIT}(?<!{_DIGIT}{_DIGIT})(?={_DIGIT}{{10}}|{_DIGIT}*+(?:[{_UNSEEN}]|{_GAP}))"
    rf"(?:[{_UNSEEN}]{{0,2}}{_GAP}?[{_UNSEEN}]{{0,2}}{_DIGIT}){{10,}}(?:[{_UNSEEN}]{{0,2}}{_GAP}?[xXｘＸ])?"
)
_GROUP = re.compile(r"\d+x?|x")
_MOBILE = re.compile(r"(?:0086|86|0)?(1[3-9]\d{9})")
# ISO/IEC 7812 issuers met here: UnionPay, the banks’ own older series, the foreign schemes
_CARD = re.compile(
    r"62\d{14,17}|9558\d{15}|6[0-9]\d{14,17}|4\d{15}(?:\d{3})?|5[0-8]\d{14}(?:\d{3})?|2[2-7]\d{14}|3[0-9]\d{14}"
)
# fmt: off
_SHAPES: dict[Kind, tuple[tuple[int, ...], ...]] = {  # lengths of the groups that people write a number in
    Kind.ID_NUMBER: (
        (18,), (17, 1), (6, 8, 4), (6, 4, 4, 4), (6, 4, 4, 3, 1), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4),
        (6, 8, 3, 1), (15,), (6, 6, 3),
    ),
    Kind.MOBILE: (
        (11,), (3, 4, 4), (3, 8), (4, 4, 3), (3, 3, 5), (4, 7), (5, 6), (7, 4),
        (3, 4, 2, 2), (2, 11), (4, 11), (2, 3, 4, 4), (4, 3, 4, 4),
        (2, 3, 8), (13,), (15,), (12,),
    ),
    Kind.BANK_CARD: (
        (16,), (17,), (18,), (19,), (4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3),
        (6, 13), (6, 10), (6, 4, 4, 5), (4, 4, 4, 7),
    ),
}
# fmt: on
_SPREAD = {Kind.ID_NUMBER: (18, 15), Kind.MOBILE: (11,), Kind.BANK_CARD: (16, 17, 18, 19)}
_CODES = (
    "流水号|订单|运单|快递|票号|合同号|批次|序列号|条形码|"
    "信用代码|机构代码|项目代码|项目编号|索引号|许可证?编?号|批准文号|注册号|编号|编码|代码|单号"
)
_CALLED_SO = re.compile(r"(?:身份证?|证件)(?:号码?)?[^\d代]{0,4}$")  # 统一社会信用代码/身份证号：
# What calls itself an identity number is one, even with a digit typed wrong: it still tells who it is.
_CALLED = re.compile(
    rf"(?:身份证|居民身份|公民身份|证件)(?:件)?(?:号码|号)?\s{{0,3}}[：:为是（(]?\s{{0,3}}({_DIGIT}{{17}}[0-9０-９xXｘＸ]|{_DIGIT}{{15}})(?![0-9０-９])"
)
_LABEL = {  # what stands before a number that is of another kind
    Kind.ID_NUMBER: re.compile(rf"(?:{_CODES}|税号|识别号|税务登记证?号?|[账帐]号|账户)[^\d]{{0,6}}$"),
    Kind.MOBILE: re.compile(
        rf"(?:{_CODES}|[账帐]号|账户|邮编|qq|¥|￥|\$)(?:(?!电话|手机|联系)[^\d]){{0,6}}$"
    ),
    Kind.BANK_CARD: re.compile(rf"(?:{_CODES}|条码|标识码)[^\d]{{0,6}}$"),
}
_INSIDE = re.compile(r"\d\.$|[a-z]/$|[a-z0-9]-$|(?<!\d)\d{4}/$")
_GOES_ON = re.compile(r"[*_]|\.\d{1,4}(?!\d)|/(?:19|20)\d\d(?!\d)|-?[a-z]|\.[a-z]{3}")
_AMOUNT = re.compile(
    r"\s*(?:[万亿千百]*元(?![月旦])|[%％‰]|亿|万|平方米|立方米|吨|千瓦|公里|公顷|米(?![女先某])|亩|人次|人民币|美元)"
)


def screen(text: str) -> list[Finding]:
    """Every personal identifier in `text`, in order, without overlap. Never raises."""
    found = [finding for run in _RUN.finditer(text) for finding in _in_run(text, run.start(), run.end())]
    if "证" in text or "身份" in text:
        known = {finding.start for finding in found}
        called = [
            Finding(Kind.ID_NUMBER, one.start(1), one.end(1), _starred(one[1]))
            for one in _CALLED.finditer(text)
        ]
        if new := [one for one in called if one.start not in known]:
            inside = [one for one in found if not any(n.start < one.end and one.start < n.end for n in new)]
            found = sorted([*inside, *new], key=lambda one: one.start)
    return found


def _starred(written: str) -> str:
    digits = fold(written)
    return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:].upper()}"


def _in_run(text: str, start: int, end: int) -> Iterator[Finding]:
    """Identifiers in one run of digits and single gaps: a row of a table can hold several numbers."""
    seen = [place for place in range(start, end) if text[place] not in _UNSEEN]
    run = fold("".join(text[place] for place in seen))
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run)]
    first = 0
    while first < len(groups):
        for kind, count in _readings(groups, first):
            left, right = groups[first][0], groups[first + count - 1][1]
            digits = "".join(run[a:b] for a, b in groups[first : first + count])
            begun, ended = seen[left], seen[right - 1] + 1
            if (masked := _masked(kind, digits)) and _stands_alone(text, begun, ended, kind, digits):
                yield Finding(kind, begun, ended, masked)
                first += count
                break
        else:
            first += 1


def _readings(groups: list[tuple[int, int]], first: int) -> Iterator[tuple[Kind, int]]:
    """How the groups from `first` on could be one number: usual groupings, or every digit apart."""
    lengths = tuple(b - a for a, b in groups[first : first + 20])
    for kind, shapes in _SHAPES.items():
        for shape in shapes:
            if lengths[: len(shape)] == shape:
                yield kind, len(shape)
        for count in _SPREAD[kind]:
            if len(lengths) >= count and set(lengths[:count]) == {1}:
                yield kind, count


def _masked(kind: Kind, digits: str) -> str:
    if kind is Kind.ID_NUMBER:
        return _starred(digits) if _identity(digits) else ""
    if kind is Kind.MOBILE:
        found = _MOBILE.fullmatch(digits)
        return f"{found[1][:3]}****{found[1][-4:]}" if found else ""
    return f"{'*' * (len(digits) - 4)}{digits[-4:]}" if _CARD.fullmatch(digits) and _luhn(digits) else ""


def _identity(digits: str) -> bool:
    if not PROVINCES.match(digits) or not digits[:-1].isdigit():
        return False
    if len(digits) == 15:
        return digits.isdigit() and _is_day("19" + digits[6:12])
    if not _is_day(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, IDENTITY_WEIGHTS, strict=False))
    return IDENTITY_CHECK[total % 11] == digits[17].upper()


def _is_day(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2099
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1


def _stands_alone(text: str, start: int, end: int, kind: Kind, digits: str) -> bool:
    """Not a piece of an address, a code, a decimal or an amount, and not labelled as something else."""
    before, after = fold(text[max(0, start - 24) : start]), fold(text[end : end + 8])
    if before and (
        before[-1] in "*_=#&" or _latin(before[-1]) and not re.search(r"(?:tel|phone|mobile|id)$", before)
    ):
        return False
    if _INSIDE.search(before) or _GOES_ON.match(after):
        return False
    if kind is not Kind.ID_NUMBER and _AMOUNT.match(after):
        return False
    return not _LABEL[kind].search(before) or (
        kind is Kind.ID_NUMBER
        and len(digits) == 18
        and ("代码" not in before or _CALLED_SO.search(before) is not None)
    )


def _latin(character: str) -> bool:
    return "a" <= character <= "z"
