"""When a document takes effect and when it ends, as its own text says it.

Only the document's own clauses count, which stand at its end or in its cover notice: "自2021年1月1日起施行",
"自发布之日起施行", "有效期5年", "有效期至2025年12月31日".
"""

import re
from dataclasses import dataclass
from datetime import date

from gongkai.ground.language.rules.dates import read_date

PART = r"[\d一二三四五六七八九十]{1,3}"
DAY = rf"(?:[12]\d{{3}}|[一二〇○零三四五六七八九]{{4}})年{PART}月{PART}日"
SUBJECT = (
    r"(?:本|该|此)(?:条例|办法|规定|细则|规则|意见|通知|决定|方案|规划|实施意见|实施办法|实施细则|实施方案|"
    r"暂行办法|暂行规定|规范|标准|文件|令|目录|清单|通告|公告|措施|若干措施|若干意见|预案|指南|规程|制度)"
)
FROM_DAY = re.compile(
    rf"(?:{SUBJECT}|^|[，。；\s])\s*从?自?\s*({DAY})\s*(?:起|开始|后)?\s*(?:正式)?(?:施行|实施|执行|生效)",
    re.MULTILINE,
)
FROM_ISSUE = re.compile(
    r"自(?:公布|发布|印发|下发|发文|颁布|签发)之?日起?\s*(?:正式)?(?:施行|实施|执行|生效)"
)
THIRTY = re.compile(
    r"自(?:公布|发布|印发|下发)之?日起?\s*(?:30|三十)日?(?:日)?(?:后|之后)\s*(?:起)?(?:施行|实施|执行|生效)"
)
# The document's own span, not that of the licences it speaks of (导游证的有效期限为3年).
OWN = (
    rf"(?:{SUBJECT}的?|(?:施行|实施|执行)(?:之日起计算)?[，,、；;]?\s{{0,3}}(?:{SUBJECT}的?)?)"
    r"有效期(?:限)?"
)
UNTIL = re.compile(
    rf"(?:{OWN}|(?:起|{SUBJECT})(?:施行|执行|实施)|试行期(?:限)?)(?:为|至|截止|暂定|到|截至){{1,3}}\s{{0,3}}({DAY})"
)
FOR_YEARS = re.compile(
    rf"{OWN}(?:为|暂定|定为|是){{0,2}}\s{{0,3}}([\d一二两三四五六七八九十]{{1,2}})\s{{0,3}}年"
)
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
OWN_END = 1500


@dataclass(frozen=True, slots=True)
class Span:
    effective_on: date | None = None
    expires_on: date | None = None
    flags: tuple[str, ...] = ()


def read_span(text: str, issued_on: date | None) -> Span:
    """What the text says of its own validity. ``issued_on`` (成文日期, else 发布日期) dates
    "自发布之日起"."""
    flags: list[str] = []
    places = (text,) if len(text) <= 2 * OWN_END else (text[-OWN_END:], text[:OWN_END])
    starts = expires = None
    for place in places:
        if starts is None:
            starts = start(place, issued_on, flags)
        if expires is None:
            expires = end(place, starts or issued_on, flags)
    return Span(starts, expires, tuple(flags))


def start(text: str, issued_on: date | None, flags: list[str]) -> date | None:
    if found := list(FROM_DAY.finditer(text)):
        return read_date(found[-1][1])
    if THIRTY.search(text):
        flags.append("施行日期写作发布之日起30日后，未换算")
        return None
    if FROM_ISSUE.search(text) and issued_on:
        flags.append("施行日期依“自发布之日起”取成文或发布日期")
        return issued_on
    return None


def end(text: str, starts: date | None, flags: list[str]) -> date | None:
    if found := UNTIL.search(text):
        return read_date(found[1])
    if (found := FOR_YEARS.search(text)) and starts:
        years = number_of(found[1])
        if 1 <= years <= 30:
            flags.append(f"有效期{years}年，自施行或成文之日推算")
            return same_day(starts, years)
    return None


def number_of(text: str) -> int:
    if text.isdigit():
        return int(text)
    if len(text) == 1:
        return DIGITS.get(text, 0)
    tens, _, ones = text.partition("十")
    return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def same_day(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February ends on 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
