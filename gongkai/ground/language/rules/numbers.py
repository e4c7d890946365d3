"""Document numbers (文号): read, written in one form, compared, and found in running text.

发文字号 = 发文机关代字 + 年份 + 发文顺序号 (党政机关公文处理工作条例 art. 9(5)); year of four digits in 〔〕,
serial without 第 or leading zeros (GB/T 9704-2012). Orders (令) and announcements (公告) count without a
code. What cannot be read stays as written with `readable` False; nothing is guessed.
"""

import re
from dataclasses import replace

from .citations import citations
from .folding import ZERO_WIDTH
from .prefixes import ends_like_code
from .reading import (
    BREAK,
    GAP,
    NO_BRACKETS,
    NO_CODE,
    NO_MARK,
    RUN_TOGETHER,
    SERIAL,
    TYPE,
    TYPES,
    UNREADABLE,
    YEAR,
    bracketed,
    folded,
    order,
    yearly,
)
from .reading import Number as Number

LONGEST = 80  # characters of a stored number; longer text is a sentence
_LABEL = re.compile(
    rf"^(?:发文字号|公文字号|公文文号|文{GAP}号|字{GAP}号|发文号|文件编号|文件号){GAP}[::]{GAP}"
)
_TAIL = re.compile(r"号(?:文件?|\.|。|;)$")
_HEAD = r"(?P<prefix>[^〔〕《》<>\d、,;:。]*?)"
_BODIES = r"(?P<prefix>[^〔〕《》<>\d,;:。]*?)"
_BRACKETED = re.compile(
    rf"{_HEAD}{GAP}(?P<open>[〔《<]){GAP}(?P<year>{YEAR}){GAP}年?{GAP}(?P<close>[〕》>]){BREAK}第?{GAP}"
    rf"(?P<serial>{SERIAL}){GAP}(?P<mark>号)?(?P<type>{TYPE})?"
)
_BARE_YEAR = re.compile(
    rf"{_HEAD}{GAP}[〔]?{GAP}(?P<year>{YEAR})(?P<sign>年?)(?P<gap>[ 〕\-_]{{0,4}})(?P<nth>第)?{GAP}"
    rf"(?P<serial>{SERIAL}){GAP}(?P<mark>号)?(?P<type>{TYPE})?"
)
_ORDER = re.compile(
    rf"{_BODIES}{BREAK}(?P<nth>第)?{GAP}(?P<serial>{SERIAL}){GAP}(?P<mark>号)?(?P<type>{TYPE})?"
)
_HAN_CODE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,16}")
_ORDER_ENDS = (*TYPES, "字", "决定", "公报", "布告", "命令")
_FRAGMENT = re.compile(
    rf"(?P<prefix>[^〔〕《》<>\d]*?){GAP}(?:[〔《<]?{GAP}(?P<year>(?:19|20)\d\d){GAP}年?{GAP}[〕》>]?)?"
    rf"[ \-_]*第?{GAP}"
    rf"(?P<serial>\d{{1,5}})?{GAP}号?(?P<type>{TYPE})?(?:文件?)?"
)


def parse(text: str) -> Number:
    """The one number that `text` as a whole is, as in a stored field; several are left to `find`."""
    written = text.replace("\ufeff", "").strip().strip(ZERO_WIDTH).strip()
    unread = Number(written, 0, written, "", None, None, False, UNREADABLE)
    flat = _unwrap(written)
    if not flat or len(flat) > LONGEST:
        return unread
    cited = citations(flat)
    if len(cited) == 1 and cited[0].start == 0 and cited[0].text == flat:
        number = replace(cited[0], text=written)
        return number if number.readable else replace(number, canonical=written)
    if found := _BRACKETED.fullmatch(flat):
        number = _bracketed(found, written)
    elif found := _BARE_YEAR.fullmatch(flat):
        number = _unbracketed(found, written) or replace(unread, note=RUN_TOGETHER)
    elif found := _ORDER.fullmatch(flat):
        number = _order(found, written) or unread
    else:
        return unread
    return number if number.readable else replace(number, canonical=written)


def find(text: str) -> list[Number]:
    """Every number cited in running text, in order; joint ones (4号、5号) each with the code they share."""
    return citations(text)


def key(text: str) -> str:
    """The comparison key of the number that `text` is, or of the first in it (the lead organ's); or ""."""
    number = parse(text)
    if not number.readable:
        number = next((cited for cited in citations(text) if cited.readable), number)
    return key_of(number)


def key_of(number: Number) -> str:
    """Same for every spelling of one number: 国令第711号 and 中华人民共和国国务院令第711号 are equal."""
    if not number.readable:
        return ""
    prefix = number.prefix.lower().replace("中华人民共和国", "").replace("人民政府", "政府")
    prefix = "国务院令" if prefix == "国令" else prefix
    return f"{prefix}〔{number.year}〕{number.serial}号" if number.year else f"{prefix}第{number.serial}号"


def fragments(query: str) -> tuple[str, int | None, int | None] | None:
    """Code, year and serial of a number, whole or partial, typed into a search box; None when it is none."""
    number = parse(query)
    if number.readable:
        return number.prefix, number.year, number.serial
    flat = _unwrap(query)
    found = _FRAGMENT.fullmatch(flat)
    if not found or len(flat) > LONGEST:
        return None
    prefix = found["prefix"].replace(" ", "") + (found["type"] or "")
    year = int(found["year"]) if found["year"] else None
    serial = int(found["serial"]) if found["serial"] else None
    if (year is None and serial is None) or (len(prefix) > 20 and not prefix.endswith(TYPES)):
        return None
    if not prefix and not (year and serial and re.search(r"(?<!\d)\d{4}\D", flat)):
        return None
    signs = any(sign in flat for sign in "〔〕号") or (year and serial and _HAN_CODE.fullmatch(prefix))
    return (prefix, year, serial) if signs or ends_like_code(prefix) else None


def _unwrap(text: str) -> str:
    """Folded, without invisible characters, label, enclosing brackets, and 文件 behind."""
    bare = _LABEL.sub("", folded(text).replace(ZERO_WIDTH, "").strip())
    if bare[:1] == "〔" and bare[-1:] == "〕" and bare.count("〔") == bare.count("〕") != 1:
        bare = bare[1:-1]
    return _TAIL.sub("号", bare.strip())


def _bracketed(found: re.Match[str], written: str) -> Number:
    prefix = found["prefix"].replace(" ", "") + (found["type"] or "")
    note = NO_MARK if not found["mark"] else "" if prefix else NO_CODE
    return bracketed(written, 0, prefix, found["year"], found["serial"], note)


def _unbracketed(found: re.Match[str], written: str) -> Number | None:
    """公告2021年第3号; and 国办发2019年4号, 国办发2019-4, where a sign keeps year and serial apart."""
    prefix = found["prefix"].replace(" ", "") + (found["type"] or "")
    note = "" if found["mark"] else NO_MARK
    if (
        found["sign"]
        and found["nth"]
        and (prefix.endswith(TYPES) or (not note and not ends_like_code(prefix)))
    ):
        return yearly(written, 0, prefix, found["year"], found["serial"], note)
    apart = found["sign"] or found["gap"] or found["nth"]
    if not apart or not _HAN_CODE.fullmatch(prefix) or not ends_like_code(prefix):
        return None
    return bracketed(written, 0, prefix, found["year"], found["serial"], NO_BRACKETS)


def _order(found: re.Match[str], written: str) -> Number | None:
    """国务院令第656号, 国务院第656号令, and the bare 第656号 of a stored field."""
    prefix = found["prefix"].replace(" ", "") + (found["type"] or "")
    if prefix and not prefix.endswith(_ORDER_ENDS) or not (found["nth"] or prefix.endswith(TYPES)):
        return None
    if not found["mark"] and not (found["nth"] and prefix.endswith(TYPES)):
        return None
    return order(written, 0, prefix, found["serial"], "" if found["mark"] else NO_MARK)
