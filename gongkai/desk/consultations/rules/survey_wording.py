"""Questions that lead, ask two things at once or leave people no answer: findings for who writes and reviews.

These are the commonplaces of survey methodology, looked for by words alone: each is a hint with its reason,
and a person decides. Only asking who somebody is must be answered for before review (个人信息保护法 art. 6).
Pure.
"""

import re
from collections.abc import Iterator, Sequence

from gongkai.record.editorial.rules.findings import Finding, Severity

from .surveys import Kind, Question

BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
WHOLE = re.compile(r"共和国|和平|和谐|和睦|温和|饱和|参与|与会|给与|及时|及格|普及|涉及|以及时")
TWO = re.compile(r"[^，。？、]{2,}?(?:以及|并且|而且|和|与|及|、)[^，。？]{2,}")
JUDGED = re.compile(r"满意|赞成|支持|同意|认可|认为|怎么样|怎样|如何|评价|是否|好不好")
ASKED_TWICE = re.compile(r"是否.*是否|吗.+吗|[？?].+[？?]")
LEADING = (
    "优质", "贴心", "热情周到", "卓有成效", "显著成效", "巨大成就", "众所周知", "大家都", "难道", "不认为",
    "理应", "毫无疑问", "毋庸置疑", "高质量的服务", "良好的服务", "便捷高效的", "行之有效", "深受欢迎",
    "是否也", "您一定", "当然",
)  # fmt: skip
AGAINST = re.compile(r"不.{0,3}(?:满意|赞成|支持|同意|好|必要|方便|了解|合理|认可)|反对|没有?必要|较?差|糟")
MIDDLE = re.compile(r"^(?:一般|基本|中立|普通|说不清|不好说|无所谓|尚可)")
FOR = re.compile(r"满意|赞成|支持|同意|认可|[很较]好|^好|有必要|方便|合理")
OPEN = re.compile(
    r"其他|其它|不清楚|不了解|不知道|说不清|不好说|都不|以上都|都没|^没有$|^无$|从未|没用过|无所谓|不适用"
)
PERSONAL = re.compile(r"姓名|身份证|证件号|手机号|电话号码|联系电话|家庭住址|详细住址|银行卡|工作单位名称")


def findings(questions: Sequence[Question]) -> list[Finding]:
    """Everything about the wording of a survey's questions, in their order."""
    return [found for place, one in enumerate(questions, 1) for found in _of(f"第 {place} 题", one)]


def _of(place: str, one: Question) -> Iterator[Finding]:
    plain = WHOLE.sub("", BRACKETS.sub("", one.words))
    if PERSONAL.search(plain):
        yield Finding(
            "survey.personal", Severity.BLOCKING, place, one.words,
            "问卷不收集能认出个人的信息：请删去这一题；确有必要的，写明依据和怎样保护",
        )  # fmt: skip
    if ASKED_TWICE.search(plain) or (
        one.kind is not Kind.TEXT and TWO.search(plain) and JUDGED.search(plain)
    ):
        yield Finding(
            "survey.double", Severity.WARNING, place, one.words,
            "两个问题合在一个里：对其中一个满意、另一个不满意的人无法回答，请拆成两题",
        )  # fmt: skip
    if said := next((words for words in LEADING if words in plain), ""):
        yield Finding(
            "survey.leading", Severity.WARNING, place, one.words,
            f"“{said}”有诱导性：题目先替人作了评价，请改成中性的说法",
        )  # fmt: skip
    if one.kind in (Kind.SINGLE, Kind.MULTIPLE) and one.options:
        yield from _options(place, one)


def _options(place: str, one: Question) -> Iterator[Finding]:
    against = sum(bool(AGAINST.search(option)) for option in one.options)
    good = sum(
        bool(FOR.search(option)) and not AGAINST.search(option) and not MIDDLE.search(option)
        for option in one.options
    )
    listed = "、".join(one.options)[:200]
    if good + against >= 2 and good != against:
        yield Finding(
            "survey.unbalanced", Severity.WARNING, place, listed,
            f"选项不对称：正面的 {good} 个，负面的 {against} 个，请补齐使两边一样多",
        )  # fmt: skip
    closed = not any(OPEN.search(option) or MIDDLE.search(option) for option in one.options)
    if closed and len(one.options) > 2:
        yield Finding(
            "survey.no_other", Severity.WARNING, place, listed,
            "没有“其他”或者“不清楚”：不符合任何一项的人只能乱选或者不答，请补上",
        )  # fmt: skip
