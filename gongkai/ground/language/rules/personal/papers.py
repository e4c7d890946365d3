"""Numbers of passports and travel permits, and number plates of vehicles."""

import re
from collections.abc import Iterator

from ..folding import level
from .kinds import Finding, Kind

_S = r"[ \u00a0\u200b\u2060\ufeff\-]?"
# GA/T 1178 and earlier: ordinary E and G, diplomatic D, service S and P, of Hong Kong H, of Macao M
_PASSPORT = re.compile(
    rf"[CDEGHKLMPSTWcdeghklmpstw](?:{_S}\d{{7,8}}|[A-HJ-NP-Za-hj-np-z]{_S}\d{{7,8}})(?![A-Za-z0-9０-９/_\-]|\.\w)"
)
_FORM = re.compile(r"[EG]\d{8}|[EG][A-HJ-NP-Z]\d{7}|[DSP]E?\d{7,8}|[HKMCWLT][A-Z]?\d{8}")
_JOINED = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９/\-_.]")
_CALLED = re.compile(
    r"(?:护\s?照|通行证|旅行证|回乡证|台胞证|passport)(?:证?件)?(?:号码|号|编号|No\.?)?[ :：为是（(]{0,3}"
    r"([A-Za-z]{0,2}\d{6,10})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_WORDS = (
    "护照",
    "护 照",
    "通行证",
    "旅行证",
    "回乡证",
    "台胞证",
    "证件",
    "签证",
    "passport",
    "Passport",
    "PASSPORT",
)
_CODES = re.compile(
    "(?:代码|编号|编码|型号|批号|案号|图号|标号|条码|票号|车次|航班|项目|合同|许可证?|备案|证书|产品|标准|注册证?|货号|单号|工号|学号"
    "|机构码|序列号|地块|宗地|批文|发票|凭证|档案)号?码?[^0-9A-Za-z]{0,6}$"
)
_BARE = str.maketrans("", "", " \u00a0\u200b\u2060\ufeff-")
_PLACES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
# GA 36-2018: five signs with two letters at most, new-energy six with D to F or a letter at one end
_PLATE = re.compile(
    rf"[{_PLACES}]\s?[A-HJ-NP-Ya-hj-np-yＡ-ＨＪ-ＮＰ-Ｙ]\s?[·•・\-－. ]?\s?"
    r"([A-HJ-NP-Za-hj-np-z0-9０-９Ａ-Ｚ]{4,7}[挂学警港澳超]?)(?![A-Za-z0-9０-９\-/]|\.[A-Za-z0-9])"
)
_PLATE_BODY = re.compile(
    r"(?=(?:[A-Z]*\d){3})(?:[A-HJ-NP-Z0-9]{5}|[A-HJK]\d[A-HJ-NP-Z0-9]\d{3}"
    r"|[A-HJ-NP-Z][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z0-9]{4}[挂学港澳超])"
)

_ITEM = re.compile(r"[0-9]{1,2}[、.．]")  # 湘AN333B12、: the next line's number, its line break lost


def passports(text: str) -> Iterator[Finding]:
    """Passports and permits by their form, or because they are called so."""
    known: set[int] = set()
    for found in _PASSPORT.finditer(text):
        start, end = found.span()
        number = found.group().upper().translate(_BARE)
        if not _FORM.fullmatch(number) or _JOINED.match(text, start - 1 if start else len(text)):
            continue
        before = text[max(0, start - 24) : start]
        near = any(word in before for word in _WORDS)
        if not near and (number[0] not in "EG" or _CODES.search(before)):
            continue
        known.add(start)
        yield Finding(Kind.PASSPORT, start, end, _starred(number))
    if not any(word in text for word in _WORDS):
        return
    for found in _CALLED.finditer(text):
        if found.start(1) not in known:
            yield Finding(Kind.PASSPORT, found.start(1), found.end(1), _starred(found[1]))


def plates(text: str) -> Iterator[Finding]:
    """Number plates of private and company vehicles; a police car’s is none of a person’s."""
    for found in _PLATE.finditer(text):
        body = level(found[1]).upper()
        end = found.end()
        if not _PLATE_BODY.fullmatch(body):
            body, end = body[:5], found.start(1) + 5
            if not _PLATE_BODY.fullmatch(body) or not _ITEM.match(text, end):
                continue
        head = level(found.group())[: len(found.group()) - len(found[1])].strip(" ·•・-.")
        yield Finding(Kind.PLATE, found.start(), end, f"{head}***{body[-2:]}")


def _starred(bare: str) -> str:
    return f"{bare[:2]}{'*' * (len(bare) - 4)}{bare[-2:]}"
