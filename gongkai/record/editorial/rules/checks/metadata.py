"""What a draft states about itself: present where the law asks for it, and not contradicting itself.

公开属性 is stated when drafting, and what is withheld gives its reason (国办发〔2016〕80号 一(二)); the
number is code, year and serial (党政机关公文处理工作条例 art. 9(5), GB/T 9704); the rest is order in time.
"""

from collections.abc import Iterator
from datetime import date

from gongkai.ground.language.rules import numbers

from ..findings import Finding, Severity
from .subject import Metadata

LONGEST_TITLE = 100  # characters: practice
TRIAL_YEARS = (
    2  # 暂行, 试行: local rules on normative documents (湖北省政府令第379号 and its like), to be confirmed
)
VALID_YEARS = 5  # the same
_ENDS = tuple("。；，、：！？;,:!?.")
_TRIAL = ("暂行", "试行")


def metadata(kind: str, stated: Metadata) -> list[Finding]:
    """Everything missing or inconsistent in what is stated about a draft of that kind."""
    return [
        *_title(stated),
        *_number(kind, stated),
        *_order(stated),
        *_disclosure(stated),
        *_validity(stated),
    ]


def _finding(
    field: str, severity: Severity, place: str, text: str, advice: str, answerable: bool = True
) -> Finding:
    return Finding(f"metadata.{field}", severity, place, text or "（空）", advice, answerable)


def _title(stated: Metadata) -> Iterator[Finding]:
    title = stated.title.strip()
    if not title:
        yield _finding("title", Severity.BLOCKING, "标题", "", "请填写标题。", answerable=False)
        return
    if len(title) > LONGEST_TITLE:
        told = f"标题有 {len(title)} 字，一般不超过 {LONGEST_TITLE} 字，请精简或说明。"
        yield _finding("title", Severity.WARNING, "标题", f"{title[:40]}…", told)
    if title.endswith(_ENDS):
        yield _finding("title", Severity.WARNING, "标题", title[-20:], "标题末尾不用标点，请删去。")


def _number(kind: str, stated: Metadata) -> Iterator[Finding]:
    written = stated.document_number.strip()
    if not written:
        if kind == "document":
            told = "政策文件应有文号，请填写；确实没有编号的请说明。"
            yield _finding("document_number", Severity.WARNING, "文号", "", told)
        return
    number = numbers.parse(written)
    if not number.readable:
        told = f"文号读不出机关代字、年份和顺序号（{number.note}），请按“江政发〔2026〕1号”的样式填写。"
        yield _finding("document_number", Severity.BLOCKING, "文号", written, told)
        return
    if number.canonical != written:
        told = f"文号写法不规范，请改为“{number.canonical}”。"
        yield _finding("document_number", Severity.WARNING, "文号", written, told)
    if stated.codes and number.year and number.prefix not in stated.codes:
        told = f"机关代字“{number.prefix}”不是发文机关使用的代字（{'、'.join(stated.codes)}），请核对。"
        yield _finding("document_number", Severity.WARNING, "文号", written, told)
    if stated.made_on and number.year and number.year != stated.made_on.year:
        told = f"文号年份与成文日期 {stated.made_on} 不在同一年，请核对。"
        yield _finding("document_number", Severity.WARNING, "文号", written, told)


def _order(stated: Metadata) -> Iterator[Finding]:
    made, published = stated.made_on, stated.published_on
    effective, expires = stated.effective_on, stated.expires_on
    if made and published and made > published:
        told = f"成文日期晚于发布日期 {published}，请改正。"
        yield _finding("made_on", Severity.BLOCKING, "成文日期", str(made), told, answerable=False)
    if made and effective and effective < made:
        told = f"施行日期早于成文日期 {made}，请核对；确有溯及以往的依据请说明。"
        yield _finding("effective_on", Severity.WARNING, "施行日期", str(effective), told)
    begins = effective or made
    if begins and expires and expires < begins:
        told = f"有效期在施行（{begins}）之前就已结束，请改正。"
        yield _finding("expires_on", Severity.BLOCKING, "有效期至", str(expires), told, answerable=False)


def _disclosure(stated: Metadata) -> Iterator[Finding]:
    if not stated.disclosure:
        told = "请选择公开属性：主动公开、依申请公开或不予公开。"
        yield _finding("disclosure", Severity.BLOCKING, "公开属性", "", told, answerable=False)
    elif stated.disclosure == "withheld":
        missing = [
            name
            for name, value in (("理由", stated.withheld_ground), ("法律条款", stated.withheld_article))
            if not value.strip()
        ]
        if missing:
            told = f"不予公开应写明理由和依据的条款，还缺{'、'.join(missing)}。"
            yield _finding("disclosure", Severity.BLOCKING, "公开属性", "不予公开", told, answerable=False)


def _validity(stated: Metadata) -> Iterator[Finding]:
    begins, expires = stated.effective_on or stated.made_on, stated.expires_on
    if stated.normative and expires is None:
        told = "规范性文件应写明有效期，请填写“有效期至”。"
        yield _finding("expires_on", Severity.WARNING, "有效期至", "", told)
    if stated.normative and stated.effective_on is None:
        told = "规范性文件应写明施行日期，请填写。"
        yield _finding("effective_on", Severity.WARNING, "施行日期", "", told)
    if begins and expires:
        trial = any(word in stated.title for word in _TRIAL)
        years = TRIAL_YEARS if trial else VALID_YEARS if stated.normative else 0
        if years and expires > _later(begins, years):
            named = "暂行、试行文件" if trial else "规范性文件"
            told = f"{named}的有效期一般不超过 {years} 年，请核对本地规定。"
            yield _finding("expires_on", Severity.NOTE, "有效期至", str(expires), told)


def _later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
